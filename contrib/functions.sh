# SPDX-License-Identifier: BSD-2-Clause
# functions.sh - what quickstart and runtests share; sourced by both (bash)

# What it takes to build on Debian 12. An MTA is not among them: where one is needed it is unpacked, never installed.
build_packages="autoconf automake gcc libc6-dev make pkg-config xz-utils libglib2.0-dev libmilter-dev libgmime-3.0-dev
	libsqlite3-dev libconfig-dev libxml2-dev libjson-glib-dev libarchive-dev libmagic-dev libseccomp-dev"

# What attached letters are read with; each is missed by its own hook only.
reading_packages="bubblewrap antiword poppler-utils tnef"

# What the worker makes PDF with, for tests; some 70 MB to download. Without a screen, where nothing of it is there yet.
office_packages="libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"

# What the public pages are looked at with; without them those tests are skipped. About 350 MB unpacked, most of it the browser.
page_packages="chromium chromium-driver tidy python3-feedparser python3-icalendar fonts-dejavu-core"

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

# Installs those of the named packages that the machine lacks.
install_packages() {
	local package missing=
	for package; do
		case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
		ii*) ;;
		*) missing="$missing $package" ;;
		esac
	done
	[ -n "$missing" ] || return 0
	[ "$(id -u)" = 0 ] || die "these packages are missing, and only root can install them:$missing"
	say "Installing with apt-get:$missing"
	export DEBIAN_FRONTEND=noninteractive
	# shellcheck disable=SC2086
	apt-get install -y -qq --no-install-recommends $missing >"$work/apt.log" 2>&1 </dev/null ||
		{ apt-get update -qq >"$work/apt.log" 2>&1 </dev/null &&
		  apt-get install -y -qq --no-install-recommends $missing >>"$work/apt.log" 2>&1 </dev/null; } ||
		{ tail -20 "$work/apt.log" >&2; die "apt-get failed"; }
}

# A copy of the source tree, so that nothing of a build is left in it: copy_source FROM TO. Once more into the same folder, only
# files of other contents are written, with the time of now: a file's own time says nothing about what was built from an older copy.
copy_source() {
	mkdir -p "$2.new"
	tar -C "$1" -cf - --exclude=./.git --exclude='./build*' --exclude=./autom4te.cache --exclude=./configure --exclude=./config.* \
		--exclude=Makefile.in --exclude=./aclocal.m4 --exclude='*.o' --exclude='*.a' . | tar -C "$2.new" -mxf -
	[ -d "$2" ] || mv "$2.new" "$2"
	[ ! -d "$2.new" ] || (cd "$2.new" && find . -type d -exec mkdir -p "$2/{}" \; &&
	 find . ! -type d -print0 | while IFS= read -r -d '' file; do cmp -s "$file" "$2/$file" || cp -P "$file" "$2/$file"; done)
	rm -rf "$2.new"
	[ -x "$2/configure" ] || (cd "$2" && autoreconf -fi) >"$2.log" 2>&1 || { tail -20 "$2.log" >&2; die "autoreconf failed"; }
}

# Runs a step quietly; its output is shown only when it fails: step LOG COMMAND...
step() {
	local log=$1
	shift
	"$@" >"$log" 2>&1 </dev/null || { tail -40 "$log" >&2; die "failed: $* (whole output: $log)"; }
}
