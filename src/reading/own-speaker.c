/* SPDX-License-Identifier: BSD-2-Clause
 *
 * own-speaker.c - a letter of ours that somebody mails from an address which is not ours
 *
 * Chairs write from where they work. That the letter speaks for us is taken from its opening only, where one of our bodies is what
 * the sentence is about, and only where it goes to others and not to us. Nothing proves it: routing has the doubt.
 */
#include "bodies.h"
#include "pattern.h"
#include "prose.h"
#include "work.h"

#define OPENING_PARAGRAPHS 2    /* a greeting, and the first of the text */

PATTERN(speaks, "^(?:the )?(.{2,90}?),? (?:(?:would like|wish(?:es)?|(?:is|are) (?:pleased|glad|happy|writing)) to|(?:has|have) (?:agreed|approved|adopted|completed|finished|published|"
	"started|decided|noted|discussed|considered|reviewed|received)|(?:kindly |hereby )?(?:informs?|requests?|asks?|invites?|thanks?|appreciates?|welcomes?|encourages?|seeks?))\\b")
PATTERN(behalf, "^(?:(?:we|I) (?:write|am writing|are writing)(?: to you)? )?on behalf of (?:the )?(.{2,90}?)(?:,| (?:to|I|we)\\b)")

/* Whom it is to is somebody else, and it goes to a peer or, as a copy, to where our statements come together. */
static gboolean goes_out(const struct work *work)
{
	const struct organization *organization = work->context->organization;
	const struct letter_header *header = &work->letter->header;
	gboolean peer = FALSE;

	for (guint i = 0; i < header->to->len; i++) {
		const char *to = ((const struct address *)g_ptr_array_index(header->to, i))->addr_spec;

		if (organization_is_our_address(organization, to) || organization_is_liaison_address(organization, to))
			return FALSE;
		peer |= organization_peer_of_address(organization, to) != NULL;
	}
	for (guint i = 0; i < header->cc->len && !peer; i++)
		peer = organization_is_liaison_address(organization, ((const struct address *)g_ptr_array_index(header->cc, i))->addr_spec);
	return header->to->len > 0 && peer;
}

char *own_speaker_find(const struct work *work, guint *ret_line)
{
	const struct organization *organization = work->context->organization;
	const char *author = work_author(work);

	if (!author || organization_is_our_address(organization, author) || organization_peer_of_address(organization, author) || !goes_out(work))
		return NULL;
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		g_autoptr(GMatchInfo) speaks = NULL, behalf = NULL;
		g_autofree char *name = NULL;

		if (sentence->paragraph >= OPENING_PARAGRAPHS)
			return NULL;
		if (g_regex_match(pattern_behalf(), sentence->text, 0, &behalf))
			name = g_match_info_fetch(behalf, 1);
		else if (g_regex_match(pattern_speaks(), sentence->text, 0, &speaks))
			name = g_match_info_fetch(speaks, 1);
		if (!name || !body_is_ours(organization, name))
			continue;
		*ret_line = sentence->line;
		return g_steal_pointer(&name);
	}
	return NULL;
}
