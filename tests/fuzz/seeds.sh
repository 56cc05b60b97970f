#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# Runs each fuzz target over its seeds (TAP). A target that was not built, or that has no seeds, fails.
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=.}"

set -- "$top_srcdir"/tests/fuzz/fuzz-*.c
if [ ! -e "$1" ]; then
	echo "1..0 # SKIP no fuzz targets"
	exit 0
fi
echo "1..$#"

number=0
for source; do
	number=$((number + 1))
	target=$(basename "$source" .c)
	seeds=$top_srcdir/tests/data/fuzz/${target#fuzz-}
	output=$(timeout 120 "$top_builddir/tests/fuzz/$target" "$seeds"/* 2>&1)
	status=$?
	if [ "$status" -eq 0 ]; then
		echo "ok $number - $target"
	else
		echo "$output" | tail -n 40 | sed 's/^/# /'
		echo "not ok $number - $target: exit status $status"
	fi
done
