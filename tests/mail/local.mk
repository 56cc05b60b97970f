# tests/mail: from bytes to a message
MAIL_TESTS = \
	tests/mail/test-mail-compose \
	tests/mail/test-mail-corpus \
	tests/mail/test-mail-digest \
	tests/mail/test-mail-edit \
	tests/mail/test-mail-files \
	tests/mail/test-mail-mbox \
	tests/mail/test-mail-torture \
	tests/mail/test-mail-submit \
	tests/mail/test-mail-values
check_PROGRAMS += $(MAIL_TESTS)
TESTS += $(MAIL_TESTS)
EXTRA_DIST += tests/data/mail

MAIL_DESCRIBE = tests/mail/describe.c tests/mail/describe.h
tests_mail_test_mail_corpus_SOURCES = tests/mail/test-mail-corpus.c tests/mail/cputime.h $(MAIL_DESCRIBE)
tests_mail_test_mail_corpus_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_digest_SOURCES = tests/mail/test-mail-digest.c
tests_mail_test_mail_digest_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_files_SOURCES = tests/mail/test-mail-files.c $(MAIL_DESCRIBE)
tests_mail_test_mail_files_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_mbox_SOURCES = tests/mail/test-mail-mbox.c
tests_mail_test_mail_mbox_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_torture_SOURCES = tests/mail/test-mail-torture.c tests/mail/cputime.h $(MAIL_DESCRIBE)
tests_mail_test_mail_torture_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_values_SOURCES = tests/mail/test-mail-values.c
tests_mail_test_mail_values_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_compose_SOURCES = tests/mail/test-mail-compose.c
tests_mail_test_mail_compose_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_submit_SOURCES = tests/mail/test-mail-submit.c
tests_mail_test_mail_submit_LDADD = $(MAIL_LIBS)
tests_mail_test_mail_edit_SOURCES = tests/mail/test-mail-edit.c
tests_mail_test_mail_edit_LDADD = $(MAIL_LIBS)
