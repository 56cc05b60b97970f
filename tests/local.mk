# Tests mirror src/; end to end and fuzzing apart.
include tests/base/local.mk
include tests/model/local.mk
include tests/mail/local.mk
include tests/reading/local.mk
include tests/routing/local.mk
include tests/store/local.mk
include tests/conf/local.mk
include tests/convert/local.mk
include tests/hooks/local.mk
include tests/publish/local.mk
include tests/intake/local.mk
include tests/milter/local.mk
include tests/worker/local.mk
include tests/ctl/local.mk
include tests/fuzz/local.mk
include tests/e2e/local.mk

dist_check_SCRIPTS += tests/borders.sh
TESTS += tests/borders.sh
