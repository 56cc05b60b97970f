#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# manual.sh - liaison-milter(8) names every key of the log, every doubt, every option, every refusal and every exit status
page=$top_srcdir/man/liaison-milter.8
room=$top_srcdir/src/milter
count=0 failures=0

check() {
	count=$((count + 1))
	if grep -qE -- "$2" "$page"; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		failures=$((failures + 1))
	fi
}

keys=$(sed -nE 's/.*log_line_add(_int|_list)?\(line, "([a-z-]+)".*/\2/p' "$room"/*.c | sort -u)
fields=$(sed -nE 's/.*add_field\(line, statement, FIELD_([A-Z_]+)\).*/\1/p' "$room/report.c" | tr 'A-Z_' 'a-z-')
[ -n "$keys" ] && [ -n "$fields" ] || { echo "Bail out! no keys found in $room"; exit 1; }
for key in $keys $fields; do
	check "key $key" "^\\.It( Cm .*,)? Cm .*\\b$key\\b"
done
doubts=$(sed -nE 's/.*\[DOUBT_[A-Z_]+\] = \{ "([a-z-]+)".*/\1/p' "$top_srcdir/src/model/doubt.c")
[ -n "$doubts" ] || { echo "Bail out! no doubts found"; exit 1; }
for doubt in $doubts; do
	check "doubt $doubt" "^\\.It Cm $doubt\$"
done
for option in c f t; do
	check "option -$option" "^\\.It Fl $option\\b"
done
for reply in '451 4\.3\.0' '451 4\.3\.1' '451 4\.3\.2' '552 5\.3\.4' '554 5\.5\.3'; do
	check "reply $reply" "^\\.It Li $reply"
done
for status in 0 64 70 75 77 78; do
	check "exit status $status" "^\\.It $status\$"
done
if command -v mandoc >/dev/null; then
	count=$((count + 1))
	faults=$(mandoc -Tlint -W warning "$page")
	if [ -z "$faults" ]; then echo "ok $count - mandoc has no complaint"; else echo "not ok $count - mandoc"; echo "$faults" | sed 's/^/# /'; failures=$((failures + 1)); fi
fi
echo "1..$count"
[ "$failures" = 0 ]
