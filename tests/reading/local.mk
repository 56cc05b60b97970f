# tests/reading: unit tables for each module, and whole messages of our own (tests/data/reading)
READING_TESTS = \
	tests/reading/test-authentication \
	tests/reading/test-bodies \
	tests/reading/test-cases \
	tests/reading/test-forward \
	tests/reading/test-html \
	tests/reading/test-labels \
	tests/reading/test-layouts \
	tests/reading/test-purpose \
	tests/reading/test-settle \
	tests/reading/test-sheet \
	tests/reading/test-title
check_PROGRAMS += $(READING_TESTS)
TESTS += $(READING_TESTS)

tests_reading_test_authentication_SOURCES = tests/reading/test-authentication.c tests/reading/organization.c tests/reading/organization.h
tests_reading_test_authentication_LDADD = $(READING_LIBS)
tests_reading_test_bodies_SOURCES = tests/reading/test-bodies.c tests/reading/organization.c tests/reading/organization.h tests/reading/joined.h
tests_reading_test_bodies_LDADD = $(READING_LIBS)
tests_reading_test_cases_SOURCES = tests/reading/test-cases.c tests/reading/organization.c tests/reading/organization.h
tests_reading_test_cases_LDADD = src/mail/libmail.a $(GMIME_LIBS) $(CONF_LIBS)
tests_reading_test_forward_SOURCES = tests/reading/test-forward.c
tests_reading_test_forward_LDADD = $(READING_LIBS)
tests_reading_test_html_SOURCES = tests/reading/test-html.c
tests_reading_test_html_LDADD = $(READING_LIBS)
tests_reading_test_labels_SOURCES = tests/reading/test-labels.c
tests_reading_test_labels_LDADD = $(READING_LIBS)
tests_reading_test_layouts_SOURCES = tests/reading/test-layouts.c tests/reading/organization.c tests/reading/organization.h tests/reading/joined.h
tests_reading_test_layouts_LDADD = src/mail/libmail.a $(GMIME_LIBS) $(CONF_LIBS)
tests_reading_test_purpose_SOURCES = tests/reading/test-purpose.c tests/reading/organization.c tests/reading/organization.h tests/reading/joined.h
tests_reading_test_purpose_LDADD = $(READING_LIBS)
tests_reading_test_settle_SOURCES = tests/reading/test-settle.c tests/reading/organization.c tests/reading/organization.h
tests_reading_test_settle_LDADD = $(READING_LIBS)
tests_reading_test_sheet_SOURCES = tests/reading/test-sheet.c tests/reading/organization.c tests/reading/organization.h
tests_reading_test_sheet_LDADD = src/mail/libmail.a $(GMIME_LIBS) $(CONF_LIBS)
tests_reading_test_title_SOURCES = tests/reading/test-title.c
tests_reading_test_title_LDADD = $(READING_LIBS)

dist_noinst_DATA += \
	tests/data/reading/3gpp-people-below-to.eml \
	tests/data/reading/3gpp-people-below-to.expected \
	tests/data/reading/addressee-beside-others.eml \
	tests/data/reading/addressee-beside-others.expected \
	tests/data/reading/answer-quotes-a-statement.eml \
	tests/data/reading/answer-quotes-a-statement.expected \
	tests/data/reading/automatic-moderation.eml \
	tests/data/reading/automatic-moderation.expected \
	tests/data/reading/chair-writes-on-behalf.eml \
	tests/data/reading/chair-writes-on-behalf.expected \
	tests/data/reading/chatter-begins-like-labels.eml \
	tests/data/reading/chatter-begins-like-labels.expected \
	tests/data/reading/cover-of-a-letter.eml \
	tests/data/reading/cover-of-a-letter.expected \
	tests/data/reading/cover-repeats-labels.eml \
	tests/data/reading/cover-repeats-labels.expected \
	tests/data/reading/draft-above-labels.eml \
	tests/data/reading/draft-above-labels.expected \
	tests/data/reading/draft-for-opinions.eml \
	tests/data/reading/draft-for-opinions.expected \
	tests/data/reading/forward-apple-quoted.eml \
	tests/data/reading/forward-apple-quoted.expected \
	tests/data/reading/forward-gmail-style.eml \
	tests/data/reading/forward-gmail-style.expected \
	tests/data/reading/forward-note-quoted.eml \
	tests/data/reading/forward-note-quoted.expected \
	tests/data/reading/groups-nobody-configured.eml \
	tests/data/reading/groups-nobody-configured.expected \
	tests/data/reading/ieee-memo-free-purpose.eml \
	tests/data/reading/ieee-memo-free-purpose.expected \
	tests/data/reading/itu-t-two-labels-on-a-line.eml \
	tests/data/reading/itu-t-two-labels-on-a-line.expected \
	tests/data/reading/joint-letter-through-a-list.eml \
	tests/data/reading/joint-letter-through-a-list.expected \
	tests/data/reading/jtc1-values-on-next-lines.eml \
	tests/data/reading/jtc1-values-on-next-lines.expected \
	tests/data/reading/labels-between-strangers.eml \
	tests/data/reading/labels-between-strangers.expected \
	tests/data/reading/letter-as-text-file.eml \
	tests/data/reading/letter-as-text-file.expected \
	tests/data/reading/letter-with-an-enclosure.eml \
	tests/data/reading/letter-with-an-enclosure.expected \
	tests/data/reading/letter-without-title-label.eml \
	tests/data/reading/letter-without-title-label.expected \
	tests/data/reading/list-rewrote-the-author.eml \
	tests/data/reading/list-rewrote-the-author.expected \
	tests/data/reading/lists-documents-with-titles.eml \
	tests/data/reading/lists-documents-with-titles.expected \
	tests/data/reading/mef-ambiguous-deadline.eml \
	tests/data/reading/mef-ambiguous-deadline.expected \
	tests/data/reading/notice-reminder.eml \
	tests/data/reading/notice-reminder.expected \
	tests/data/reading/number-at-the-head-of-a-sheet.eml \
	tests/data/reading/number-at-the-head-of-a-sheet.expected \
	tests/data/reading/onem2m-starred-labels.eml \
	tests/data/reading/onem2m-starred-labels.expected \
	tests/data/reading/out-greets-other-than-the-peer.eml \
	tests/data/reading/out-greets-other-than-the-peer.expected \
	tests/data/reading/out-iab-labelled.eml \
	tests/data/reading/out-iab-labelled.expected \
	tests/data/reading/out-mailed-from-elsewhere.eml \
	tests/data/reading/out-mailed-from-elsewhere.expected \
	tests/data/reading/out-with-a-copy.eml \
	tests/data/reading/out-with-a-copy.expected \
	tests/data/reading/peer-short-note-through-list.eml \
	tests/data/reading/peer-short-note-through-list.expected \
	tests/data/reading/peer-to-a-contact.eml \
	tests/data/reading/peer-to-a-contact.expected \
	tests/data/reading/private-mail-to-a-peer.eml \
	tests/data/reading/private-mail-to-a-peer.expected \
	tests/data/reading/reference-said-in-the-subject.eml \
	tests/data/reading/reference-said-in-the-subject.expected \
	tests/data/reading/reply-that-asks-by-date.eml \
	tests/data/reading/reply-that-asks-by-date.expected \
	tests/data/reading/rfc4053bis-05-all-labels.eml \
	tests/data/reading/rfc4053bis-05-all-labels.expected \
	tests/data/reading/sheet-above-the-greeting.eml \
	tests/data/reading/sheet-above-the-greeting.expected \
	tests/data/reading/stranger-answers.eml \
	tests/data/reading/stranger-answers.expected \
	tests/data/reading/stranger-appoints.eml \
	tests/data/reading/stranger-appoints.expected \
	tests/data/reading/stranger-bare-letter.eml \
	tests/data/reading/stranger-bare-letter.expected \
	tests/data/reading/stranger-formal-letter.eml \
	tests/data/reading/stranger-formal-letter.expected \
	tests/data/reading/stranger-on-behalf.eml \
	tests/data/reading/stranger-on-behalf.expected \
	tests/data/reading/title-names-two-addressees.eml \
	tests/data/reading/title-names-two-addressees.expected \
	tests/data/reading/w3c-prose-review-vague.eml \
	tests/data/reading/w3c-prose-review-vague.expected

# Whole statements with what a person records for them, and how well they are read.
TESTS += tests/reading/statements.sh
dist_check_SCRIPTS += tests/reading/score.py tests/reading/statements.sh
EXTRA_DIST += tests/data/blind tests/data/closing tests/data/fora tests/data/fresh tests/data/later tests/data/mailbox tests/data/mobile tests/data/statements tests/data/unions tests/data/unseen
