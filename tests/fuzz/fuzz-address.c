/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-address.c - whatever the text: what is found may be given to an MTA, once each, and is read again as written
 */
#include <liaison/address.h>
#include <liaison/text.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>

enum { FOUND_MAX = 50 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_single(const char *text)
{
	g_autofree char *inner = address_from_envelope(text);
	g_autofree char *key = address_key(inner);
	g_autofree char *key_again = address_key(key);

	g_assert_true(address_equal(inner, key) == (strcmp(key, key_again) == 0));
	if (!address_is_valid(inner))
		return;
	g_assert_null(strpbrk(inner, " \t\r\n<>"));
	g_assert_true(address_equal(inner, key));
	g_assert_true(address_domain_within(address_domain(inner), address_domain(key)));

	g_autofree char *argument = g_strdup_printf("<%s> SMTPUTF8", inner);
	g_autofree char *again = address_from_envelope(argument);
	g_assert_cmpstr(again, ==, inner);
}

static void check_found(const struct address *address)
{
	g_assert_true(address_is_valid(address->addr_spec));
	g_assert_true(!address->name || (*address->name && g_utf8_validate(address->name, -1, NULL)));

	/* in brackets, where also what is rare in a local part counts */
	g_autofree char *text = address->name ? address_format(address) : g_strdup_printf("<%s>", address->addr_spec);
	g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func((GDestroyNotify) address_free);
	g_assert_null(strpbrk(text, "\r\n"));
	address_scan(text, FOUND_MAX, again);
	for (guint i = 0; i < again->len; i++)
		if (address_equal(((const struct address *) g_ptr_array_index(again, i))->addr_spec, address->addr_spec))
			return;
	g_printerr("written \"%s\", not found again\n", text);
	abort();     /* libFuzzer loses the input of a g_error() */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = text_make_valid(data, size, 8192, NULL);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify) address_free);
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint found = address_scan(text, FOUND_MAX, list);

	g_assert_cmpuint(found, ==, list->len);
	g_assert_cmpuint(found, <=, FOUND_MAX);
	for (guint i = 0; i < list->len; i++) {
		const struct address *address = g_ptr_array_index(list, i);
		g_assert_true(g_hash_table_add(keys, address_key(address->addr_spec)));
		check_found(address);
	}
	check_single(text);

	/* bytes that nobody made valid: no crash, no more is promised */
	g_autofree char *raw = g_strndup((const char *) data, size);
	g_ptr_array_set_size(list, 0);
	address_scan(raw, FOUND_MAX, list);
	g_free(address_from_envelope(raw));
	address_is_valid(raw);
	return 0;
}
