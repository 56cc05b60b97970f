#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# borders.sh - one library, one room; arrows point down, floor by floor; nobody looks into another room's drawers
set -u
cd "${top_srcdir:-.}" || exit 99

failures=0 count=0
# check NAME LINES: passes where LINES is empty
check() {
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		echo "$2" | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

# only ROOM-PATTERN INCLUDE-PATTERN: files outside the room that include the library
only() {
	grep -rnE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($2)" --include='*.[ch]' include src tests contrib bench 2>/dev/null | grep -vE "^($1)/"
}

check "GMime only in src/mail" "$(only 'src/mail' 'gmime/')"
check "SQLite only in src/store" "$(only 'src/store' 'sqlite3')"
check "libconfig only in src/conf" "$(only 'src/conf' 'libconfig')"
check "libmilter only in src/milter, and in the filter that the benchmark compares with" "$(only 'src/milter|bench' 'libmilter/')"
check "libxml2 only in src/reading and in the hooks" "$(only 'src/reading|src/hooks' 'libxml')"
check "libarchive only in the hooks" "$(only 'src/hooks' 'archive')"
check "libmagic only in the hooks" "$(only 'src/hooks' 'magic\.h')"
check "libseccomp only in src/convert" "$(only 'src/convert' 'seccomp')"
check "JSON-GLib only in src/publish" "$(only '(src|tests)/publish' 'json-glib')"

# public headers show no library but GLib
check "public headers include GLib and each other only" \
	"$(grep -nE '^[[:space:]]*#[[:space:]]*include' include/liaison/*.h | grep -vE '<(glib\.h|liaison/[a-z-]+\.h)>')"

# a private header is included by its own room only: "name.h" is the one beside the file, a path names its room
for room in base model mail reading routing store convert conf publish intake milter worker ctl; do
	[ -d "src/$room" ] || continue
	for header in src/"$room"/*.h; do
		[ -e "$header" ] || continue
		name=$(basename "$header")
		check "$header stays in its room" \
			"$(grep -rHoE "^[[:space:]]*#[[:space:]]*include[[:space:]]*\"([^\"]*/)?$name\"" --include='*.[ch]' src tests |
				grep -vE "^(src|tests)/$room/|^tests/fuzz/" | sed -E 's/:.*"(.*)"/ \1/' |
				while read -r user path; do
					case $path in
					"$name") [ -e "$(dirname "$user")/$name" ] || echo "$user";;
					*"/$room/$name") echo "$user";;
					esac
				done)"
	done
done

# room_of HEADER: which room implements it
base='daemon error log clock text spool limits notify places program'
model='address date network organization envelope message doubt evidence field lifecycle mark statement plan'
room_of() {
	case " $base " in *" $1 "*) echo base; return;; esac
	case " $model " in *" $1 "*) echo model; return;; esac
	case $1 in
	mail|compose|submit) echo mail;; reading|layout) echo reading;; rules|route|review|notice|lint|remind) echo routing;; store|jobs|change) echo store;; convert) echo convert;;
	settings) echo conf;; json|publish) echo publish;; intake|outbox|decisions) echo intake;; *) echo "?";;
	esac
}
# what each room may include, besides itself
may() {
	case $1 in
	base) echo base;; model) echo base model;;
	mail|reading|routing|convert|store) echo base model;;
	conf) echo base model routing reading mail convert store;;
	publish) echo base model store mail reading routing convert;;
	intake) echo base model mail reading routing convert store conf publish;;
	milter|worker|ctl) echo base model mail reading routing convert store conf publish intake;;
	esac
}
for room in base model mail reading routing store convert conf publish intake milter worker ctl; do
	[ -d "src/$room" ] || continue
	bad=$(grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<liaison/' src/"$room"/*.[ch] 2>/dev/null |
		sed -E 's/^([^:]*:[0-9]*):.*<liaison\/([a-z-]+)\.h>.*/\1 \2/' |
		while read -r place header; do
			owner=$(room_of "$header")
			case " $room $(may "$room") " in *" $owner "*) ;; *) echo "$place includes $header.h of $owner";; esac
		done)
	check "arrows of src/$room point down" "$bad"
done

long=$(find src include -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 500 { print $2 ": " $1 " lines" }')
check "no file over 500 lines" "$long"

echo "1..$count"
[ $failures -eq 0 ]
