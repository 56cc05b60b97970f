#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# statements.sh - what liaisonctl reads from the cases of the folders below tests/data that hold statements, held against what stands beside each
#
# Fails when a message cannot be inspected, when a wrong value turns up that "known" of the folder does not list, or when fewer
# values are right than its "bar" says. Who makes reading better raises the bar and shortens the list.
set -u
data=${top_srcdir:-.}/tests/data
program=${top_builddir:-build}/liaisonctl

# The letters among the cases need the sandbox and the programs that open them.
for tool in bwrap pdftotext; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "1..0 # SKIP there is no $tool"
		exit 0
	fi
done
if ! bwrap --ro-bind / / --unshare-net true >/dev/null 2>&1; then
	echo "1..0 # SKIP bwrap does not work here"
	exit 0
fi
echo "1..30"
out=$(mktemp) || exit 99
trap 'rm -f "$out"' EXIT INT TERM

test=0
result() {
	test=$((test + 1))
	if [ "$1" -eq 0 ]; then echo "ok $test - $2"; else echo "not ok $test - $2"; fi
}
for set in statements unseen fresh later blind mobile unions fora mailbox closing; do
	cases=$data/$set
	PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "${top_srcdir:-.}/tests/reading/score.py" --list --known "$cases/known" "$cases" \
		"$program" -c "$data/statements/liaison-milter.conf" inspect --json >"$out" 2>&1
	sed 's/^/# /' "$out"
	grep -q '^cases: [1-9][0-9]*, of them failed: 0$' "$out"
	result $? "$set: every message is inspected"
	! grep -q '^new	' "$out" && grep -q '^score: ' "$out"
	result $? "$set: no wrong value but those that are known"
	right=$(sed -n 's/^score: \([0-9]*\) right.*/\1/p' "$out")
	bar=$(cat "$cases/bar")
	[ "${right:-0}" -ge "$bar" ]
	result $? "$set: at least $bar values are right"
done
