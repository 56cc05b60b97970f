#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# unprivileged.sh - the sandbox as the daemons use it: not root, no new privileges, once more with parts of /proc masked as a service
# manager masks them
test="$top_builddir/tests/convert/test-convert"
run="setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs"

skip() {
	echo "1..0 # SKIP $*"
	exit 0
}
[ "$(id -u)" = 0 ] || skip "only root can become somebody else"
$run test -x "$test" || skip "$test cannot be reached by another user"

echo 1..2
report() {
	grep -E '^(ok|not ok|Bail)' | sed 's/^/# /' >"$log"
	cat "$log"
	if grep -qE '^# (not ok|Bail)' "$log" || ! grep -q '^# ok' "$log"; then echo "not ok $1 - $2"; else echo "ok $1 - $2"; fi
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
(cd /tmp && $run "$test" 2>&1) | report 1 "as another user"
# a private mount name space, so that nobody else sees the masks
(cd /tmp && unshare -m sh -c 'mount -t tmpfs none /proc/acpi 2>/dev/null; mount --bind /dev/null /proc/kcore; mount --bind /dev/null /proc/kallsyms 2>/dev/null
	exec "$@"' sh $run "$test" 2>&1) | report 2 "with parts of /proc masked"
