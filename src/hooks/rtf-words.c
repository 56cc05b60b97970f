/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf-words.c - what of RTF 1.9 a reader of letters has to know
 */
#include <config.h>
#include "rtf-words.h"

static const struct rtf_word words[] = {
	/* destinations whose text is not the letter's; those marked with \* need not stand here */
	{ "aftncn", RTF_SKIP, 0 }, { "aftnsep", RTF_SKIP, 0 }, { "aftnsepc", RTF_SKIP, 0 }, { "annotation", RTF_SKIP, 0 },
	{ "bkmkend", RTF_SKIP, 0 }, { "bkmkstart", RTF_SKIP, 0 }, { "colortbl", RTF_SKIP, 0 }, { "comment", RTF_SKIP, 0 },
	{ "falt", RTF_SKIP, 0 }, { "filetbl", RTF_SKIP, 0 }, { "fldinst", RTF_SKIP, 0 }, { "fontemb", RTF_SKIP, 0 },
	{ "fontfile", RTF_SKIP, 0 }, { "footer", RTF_SKIP, 0 }, { "footerf", RTF_SKIP, 0 }, { "footerl", RTF_SKIP, 0 },
	{ "footerr", RTF_SKIP, 0 }, { "ftncn", RTF_SKIP, 0 }, { "ftnsep", RTF_SKIP, 0 }, { "ftnsepc", RTF_SKIP, 0 },
	{ "generator", RTF_SKIP, 0 }, { "info", RTF_SKIP, 0 }, { "keycode", RTF_SKIP, 0 }, { "latentstyles", RTF_SKIP, 0 },
	{ "listtable", RTF_SKIP, 0 }, { "listoverridetable", RTF_SKIP, 0 }, { "nonesttables", RTF_SKIP, 0 },
	{ "nonshppict", RTF_SKIP, 0 }, { "objalias", RTF_SKIP, 0 }, { "objclass", RTF_SKIP, 0 }, { "objdata", RTF_SKIP, 0 },
	{ "objname", RTF_SKIP, 0 }, { "objsect", RTF_SKIP, 0 }, { "pict", RTF_SKIP, 0 }, { "pntxta", RTF_SKIP, 0 },
	{ "pntxtb", RTF_SKIP, 0 }, { "private", RTF_SKIP, 0 }, { "revtbl", RTF_SKIP, 0 }, { "rxe", RTF_SKIP, 0 },
	{ "shprslt", RTF_SKIP, 0 }, { "sn", RTF_SKIP, 0 }, { "stylesheet", RTF_SKIP, 0 }, { "sv", RTF_SKIP, 0 },
	{ "tc", RTF_SKIP, 0 }, { "tcn", RTF_SKIP, 0 }, { "template", RTF_SKIP, 0 }, { "txe", RTF_SKIP, 0 }, { "xe", RTF_SKIP, 0 },
	/* other destinations */
	{ "fonttbl", RTF_FONTS, 0 }, { "header", RTF_HEADER, 0 }, { "headerf", RTF_HEADER, 0 }, { "headerl", RTF_HEADER, 0 },
	{ "headerr", RTF_HEADER, 0 }, { "footnote", RTF_NOTE, 0 }, { "shptxt", RTF_BOX, 0 }, { "dptxbxtext", RTF_BOX, 0 },
	{ "nesttableprops", RTF_NESTED_ROW, 0 }, { "upr", RTF_UPR, 0 }, { "ud", RTF_UD, 0 }, { "listtext", RTF_LIST_TEXT, 0 },
	{ "pntext", RTF_LIST_TEXT, 0 }, { "shpinst", RTF_TRANSPARENT, 0 }, { "do", RTF_TRANSPARENT, 0 },
	/* text */
	{ "bullet", RTF_CHARACTER, 0x2022 }, { "emdash", RTF_CHARACTER, 0x2014 }, { "endash", RTF_CHARACTER, 0x2013 },
	{ "emspace", RTF_CHARACTER, ' ' }, { "enspace", RTF_CHARACTER, ' ' }, { "qmspace", RTF_CHARACTER, ' ' },
	{ "lquote", RTF_CHARACTER, 0x2018 }, { "rquote", RTF_CHARACTER, 0x2019 }, { "ldblquote", RTF_CHARACTER, 0x201c },
	{ "rdblquote", RTF_CHARACTER, 0x201d }, { "tab", RTF_TAB, 0 }, { "line", RTF_LINE, 0 }, { "lbr", RTF_LINE, 0 },
	{ "u", RTF_U, 0 }, { "uc", RTF_UC, 0 }, { "bin", RTF_BIN, 0 },
	/* paragraphs and tables */
	{ "par", RTF_PAR, 0 }, { "sect", RTF_PAR, 0 }, { "page", RTF_LINE, 0 }, { "column", RTF_LINE, 0 }, { "cell", RTF_CELL, 0 },
	{ "row", RTF_ROW, 0 }, { "nestcell", RTF_NESTCELL, 0 }, { "nestrow", RTF_NESTROW, 0 }, { "pard", RTF_PARD, 0 },
	{ "intbl", RTF_INTBL, 0 }, { "itap", RTF_ITAP, 0 }, { "trowd", RTF_TROWD, 0 },
	/* characters */
	{ "plain", RTF_PLAIN, 0 }, { "v", RTF_HIDDEN, 0 }, { "deleted", RTF_DELETED, 0 }, { "f", RTF_F, 0 },
	{ "deff", RTF_DEFF, 0 }, { "fcharset", RTF_FCHARSET, 0 }, { "cpg", RTF_CPG, 0 }, { "ansicpg", RTF_ANSICPG, 0 },
	{ "mac", RTF_PAGE, 10000 }, { "pc", RTF_PAGE, 437 }, { "pca", RTF_PAGE, 850 },
};

GHashTable *rtf_words_new(void)
{
	GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		g_hash_table_insert(table, (gpointer)words[i].name, (gpointer)&words[i]);
	return table;
}
