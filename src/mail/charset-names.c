/* SPDX-License-Identifier: BSD-2-Clause
 *
 * charset-names.c - which charsets are read at all
 *
 * A stranger chooses the name, so it is looked up here before any library sees it:
 *
 * - GMime keeps every name that it is asked for, for ever;
 * - iconv loads a module for a charset and unloads it when it was the last user, which takes most of a millisecond; a header of
 *   encoded words in ever other charsets took minutes. So one converter of each charset that was met stays open;
 * - the rare converters of C libraries had their share of endless loops and failed assertions.
 *
 * Names are compared without case and signs: "ISO_8859-1", "iso8859-1" and "iso-8859-1" are one. What they are taken to mean is the
 * later, larger charset of the same family, as browsers do (WHATWG Encoding Standard 4.2), since that is what was typed in.
 */
#include <config.h>
#include "charset-names.h"

enum { NAME_MAX_BYTES = 64 };

static const struct { const char *meant, *declared; } charsets[] = {
	{ "utf-8", "utf8 unicode11utf8 xunicode20utf8" },
	{ "windows-1252", "usascii ascii ansix341968 iso646us iso88591 iso885911987 latin1 l1 88591 "
		"windows1252 cp1252 xcp1252 windowscp1252 ibm819 cp819 ansi xansi" },
	{ "windows-1250", "windows1250 cp1250 xcp1250" },
	{ "windows-1251", "windows1251 cp1251 xcp1251 win1251" },
	{ "windows-1253", "windows1253 cp1253 xcp1253" },
	{ "windows-1254", "windows1254 cp1254 xcp1254 iso88599 latin5 l5" },
	{ "windows-1255", "windows1255 cp1255 xcp1255" },
	{ "windows-1256", "windows1256 cp1256 xcp1256" },
	{ "windows-1257", "windows1257 cp1257 xcp1257" },
	{ "windows-1258", "windows1258 cp1258 xcp1258" },
	{ "cp874", "windows874 cp874 tis620 iso885911 dos874" },
	{ "iso-8859-2", "iso88592 latin2 l2" },
	{ "iso-8859-3", "iso88593 latin3 l3" },
	{ "iso-8859-4", "iso88594 latin4 l4" },
	{ "iso-8859-5", "iso88595 cyrillic" },
	{ "iso-8859-6", "iso88596 iso88596i iso88596e arabic" },
	{ "iso-8859-7", "iso88597 greek greek8" },
	{ "iso-8859-8", "iso88598 iso88598i iso88598e hebrew logical visual" },
	{ "iso-8859-10", "iso885910 latin6 l6" },
	{ "iso-8859-13", "iso885913 latin7" },
	{ "iso-8859-14", "iso885914 latin8" },
	{ "iso-8859-15", "iso885915 latin9 l9 latin0" },
	{ "iso-8859-16", "iso885916 latin10" },
	{ "koi8-r", "koi8r koi8 koi" },
	{ "koi8-u", "koi8u koi8ru" },
	{ "ibm437", "ibm437 cp437" },
	{ "ibm850", "ibm850 cp850" },
	{ "ibm852", "ibm852 cp852" },
	{ "ibm855", "ibm855 cp855" },
	{ "ibm866", "ibm866 cp866 csibm866" },
	{ "macintosh", "macintosh xmacroman mac" },
	{ "mac-cyrillic", "xmaccyrillic maccyrillic xmacukrainian" },
	{ "viscii", "viscii" },
	{ "gb18030", "gb2312 gb231280 gbk xgbk gb18030 cp936 ms936 chinese euccn csgb2312" },
	{ "big5-hkscs", "big5 big5hkscs cnbig5 xxbig5 xbig5 cp950" },
	{ "euc-tw", "euctw xeuctw" },
	{ "euc-jp", "eucjp xeucjp ujis" },
	{ "cp932", "shiftjis sjis xsjis mskanji cp932 windows31j ms932" },
	{ "iso-2022-jp", "iso2022jp csiso2022jp" },
	{ "iso-2022-jp-2", "iso2022jp1 iso2022jp2" },
	{ "iso-2022-kr", "iso2022kr" },
	{ "cp949", "euckr ksc5601 ksc56011987 ksc56011989 korean windows949 cp949 uhc" },
	{ "utf-7", "utf7 unicode11utf7 csunicode11utf7" },
	{ "utf-16", "utf16 unicode ucs2 iso10646ucs2" },
	{ "utf-16le", "utf16le" },
	{ "utf-16be", "utf16be" },
	{ "utf-32", "utf32 ucs4 iso10646ucs4" },
};

static GHashTable *by_name;      /* declared, without signs: index + 1 */
static gsize once;
static gsize pinned[G_N_ELEMENTS(charsets)];

static void list_names(void)
{
	by_name = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < G_N_ELEMENTS(charsets); i++) {
		char **names = g_strsplit(charsets[i].declared, " ", -1);

		for (char **name = names; *name; name++)
			g_hash_table_insert(by_name, *name, GUINT_TO_POINTER(i + 1));
		g_free(names);           /* the words stay: they are the keys */
	}
}

/* Opens a converter once and never closes it: the module stays loaded, and whoever opens another one gets it at once. */
static gboolean pin(guint i)
{
	if (g_once_init_enter(&pinned[i])) {
		GIConv converter = g_iconv_open("UTF-8", charsets[i].meant);

		/* (GIConv)-1 is not 0 either: a charset that this system lacks is asked for once */
		g_once_init_leave(&pinned[i], (gsize)converter);
	}
	return pinned[i] != (gsize)-1;
}

const char *charset_meant_by(const char *declared)
{
	char name[NAME_MAX_BYTES];
	gsize length = 0;
	guint i;

	if (g_once_init_enter(&once)) {
		list_names();
		g_once_init_leave(&once, 1);
	}
	for (; *declared && length < sizeof name - 1; declared++) {
		if (g_ascii_isalnum(*declared))
			name[length++] = g_ascii_tolower(*declared);
		else if (*declared != '-' && *declared != '_' && *declared != '.' && *declared != ':' && *declared != ' ')
			return NULL;
	}
	name[length] = '\0';
	if (*declared)
		return NULL;
	i = GPOINTER_TO_UINT(g_hash_table_lookup(by_name, name));
	return i && pin(i - 1) ? charsets[i - 1].meant : NULL;
}

const char *charset_nth(guint n)
{
	return n < G_N_ELEMENTS(charsets) ? charsets[n].meant : NULL;
}
