#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# score.sh - how well statements are read, by the corpus that lies beside the source, if it does
#
# The figures are printed, and no bar is set here; what fails is a message that cannot be inspected at all.
set -u
corpus=${LIAISON_CORPUS:-${top_srcdir:-.}/../shared/corpus}
program=${top_builddir:-build}/liaisonctl

if [ ! -x "$corpus/score" ] || [ ! -d "$corpus/statements" ]; then
	echo "1..0 # SKIP no corpus at $corpus"
	exit 0
fi
echo "1..2"
out=$(mktemp) || exit 99
trap 'rm -f "$out"' EXIT INT TERM

PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$corpus/score" \
	--inspect "$program -c $corpus/liaison-milter.conf inspect --json" "$corpus/statements" >"$out" 2>&1
status=$?
sed 's/^/# /' "$out"
if [ $status -eq 0 ] && grep -q '^score: ' "$out"; then
	echo "ok 1 - the corpus is scored"
else
	echo "not ok 1 - the corpus is scored"
fi
if grep -q '^cases: [1-9][0-9]*, of them failed: 0$' "$out"; then
	echo "ok 2 - every message is inspected"
else
	echo "not ok 2 - every message is inspected"
fi
