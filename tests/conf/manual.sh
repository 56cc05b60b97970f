#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every manual page is good mdoc, as mandoc sees it.
pages=$(ls "$top_srcdir"/man/*.[1-8])
echo "1..$(echo "$pages" | wc -l)"
n=0
for page in $pages; do
	n=$((n + 1))
	name=${page##*/}
	if ! command -v mandoc >/dev/null; then
		echo "ok $n - $name # SKIP no mandoc"
	elif said=$(mandoc -Tlint -Wwarning "$page" 2>&1); then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		echo "$said" | sed 's/^/# /'
	fi
done
