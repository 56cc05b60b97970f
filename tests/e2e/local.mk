# tests/e2e: with real MTAs. Each .py of TESTS prints TAP; the others are what they share. Those named after an MTA are links to behind.py.
E2E_TESTS = \
	tests/e2e/approval-postfix.py \
	tests/e2e/approval-sendmail.py \
	tests/e2e/chaos.py \
	tests/e2e/enormous.py \
	tests/e2e/loss.py \
	tests/e2e/machinery.py \
	tests/e2e/ordinary-postfix.py \
	tests/e2e/ordinary-sendmail.py \
	tests/e2e/postfix.py \
	tests/e2e/quarantine-postfix.py \
	tests/e2e/quarantine-sendmail.py \
	tests/e2e/sendmail.py \
	tests/e2e/table-postfix.py \
	tests/e2e/table-sendmail.py \
	tests/e2e/threads-postfix.py \
	tests/e2e/threads-sendmail.py \
	tests/e2e/traps-postfix.py \
	tests/e2e/traps-sendmail.py \
	tests/e2e/units.py
TESTS += $(E2E_TESTS)
dist_check_SCRIPTS += $(E2E_TESTS)
EXTRA_DIST += \
	tests/e2e/approval.py \
	tests/e2e/behind.py \
	tests/e2e/ordinary.py \
	tests/e2e/table.py \
	tests/e2e/threads.py \
	tests/e2e/delivery.py \
	tests/e2e/harness.py \
	tests/e2e/mails.py \
	tests/e2e/mta.py \
	tests/e2e/quarantine.py \
	tests/e2e/sink.py \
	tests/e2e/tap.py \
	tests/e2e/traps.py \
	tests/e2e/unit.py
