#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# units.sh - the shipped units as systemd reads them: no word that it does not know, and little of the system open to what they run
command -v systemd-analyze >/dev/null || { echo "1..0 # SKIP no systemd-analyze"; exit 0; }
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=.}"
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT

# the programs are not installed: those that were built stand in
top=$(cd "$top_builddir" && pwd)
for name in liaison-milter liaison-worker liaison-queue; do
	program=$(find "$top/src" -name "$name" -type f)
	sed "s,^ExecStart=[^ ]*,ExecStart=$program," "$top_builddir/conf/$name.service" >"$folder/$name.service"
done
mkdir "$folder/liaison-worker.service.d"
cp "$top_srcdir/conf/liaison-worker-postfix.conf" "$folder/liaison-worker.service.d/postfix.conf"

count=0 failures=0
check() {
	count=$((count + 1))
	if [ "$2" -eq 0 ] && [ -z "$3" ]; then echo "ok $count - $1"; else echo "not ok $count - $1"; echo "$3" | sed 's/^/# /'; failures=$((failures + 1)); fi
}
for name in liaison-milter liaison-worker liaison-queue; do
	said=$(SYSTEMD_UNIT_PATH="$folder:" systemd-analyze verify --man=no "$folder/$name.service" 2>&1)
	check "$name.service is understood" $? "$(echo "$said" | grep -F liaison)"
done
# it would say so
sed 's/^NoNewPrivileges/NoNewPrivilegez/' "$folder/liaison-worker.service" >"$folder/liaison-slip.service"
systemd-analyze verify --man=no "$folder/liaison-slip.service" 2>&1 | grep -q NoNewPrivilegez
check "a slip of the pen is seen" $? ""
for name in liaison-milter liaison-worker; do
	said=$(systemd-analyze security --offline=yes --threshold=35 "$folder/$name.service" 2>&1)
	status=$?
	echo "# $name: $(echo "$said" | grep 'Overall exposure' | tr -d '\302\267\342\206\222')"
	check "$name.service leaves no more open than 3.5 of 10" $status ""
done
echo "1..$count"
[ "$failures" -eq 0 ]
