/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-words.h - the control words that matter to a reader
 */
#pragma once
#include <glib.h>

enum rtf_action {
	RTF_IGNORED,
	RTF_SKIP, RTF_FONTS, RTF_HEADER, RTF_NOTE, RTF_BOX, RTF_NESTED_ROW, RTF_UPR, RTF_UD, RTF_LIST_TEXT, RTF_TRANSPARENT,    /* destinations */
	RTF_CHARACTER, RTF_TAB, RTF_LINE, RTF_PAR, RTF_CELL, RTF_ROW, RTF_NESTCELL, RTF_NESTROW,
	RTF_U, RTF_UC, RTF_BIN, RTF_PAGE, RTF_ANSICPG, RTF_DEFF, RTF_F, RTF_FCHARSET, RTF_CPG,
	RTF_PARD, RTF_PLAIN, RTF_INTBL, RTF_ITAP, RTF_TROWD, RTF_HIDDEN, RTF_DELETED,
};

struct rtf_word {
	const char *name;
	enum rtf_action action;
	guint value;           /* RTF_CHARACTER: which; RTF_PAGE: code page */
};

GHashTable *rtf_words_new(void);    /* name -> const struct rtf_word * */
