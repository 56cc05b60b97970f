# What the compiler and the linker are asked for, each behind one --enable option.

# LIAISON_TRY_CFLAG(VARIABLE, FLAG): adds FLAG to VARIABLE if the compiler takes it
AC_DEFUN([LIAISON_TRY_CFLAG], [
  AC_MSG_CHECKING([whether $CC takes $2])
  liaison_saved_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $2"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); $1="$$1 $2"],
    [AC_MSG_RESULT([no])])
  CFLAGS=$liaison_saved_CFLAGS
])

AC_DEFUN([LIAISON_WARNINGS], [
  AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [treat warnings as errors])], [], [enable_werror=no])
  WARN_CFLAGS=
  m4_foreach_w([liaison_flag],
    [-Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wformat=2 -Wstrict-prototypes
     -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wwrite-strings
     -Wundef -Wvla -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wnull-dereference],
    [LIAISON_TRY_CFLAG([WARN_CFLAGS], liaison_flag)])
  AS_IF([test "x$enable_werror" = xyes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])
  AC_SUBST([WARN_CFLAGS])
])

# _FORTIFY_SOURCE needs optimisation and does not mix with the address sanitizer.
AC_DEFUN([LIAISON_HARDENING], [
  AC_ARG_ENABLE([hardening],
    [AS_HELP_STRING([--disable-hardening], [no PIE, RELRO, BIND_NOW, stack protector, FORTIFY])], [], [enable_hardening=yes])
  liaison_hardening=$enable_hardening
  HARDEN_CFLAGS= HARDEN_CPPFLAGS= HARDEN_LDFLAGS=
  AS_IF([test "x$enable_hardening" != xno], [
    m4_foreach_w([liaison_flag],
      [-fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection],
      [LIAISON_TRY_CFLAG([HARDEN_CFLAGS], liaison_flag)])
    m4_foreach([liaison_flag], [[-pie], [-Wl,-z,relro], [-Wl,-z,now], [-Wl,-z,noexecstack]],
      [LIAISON_TRY_CFLAG([HARDEN_LDFLAGS], [liaison_flag])])
    AS_IF([test "x$enable_sanitizers" = x || test "x$enable_sanitizers" = xno], [
      AS_CASE([" $CFLAGS "], [*" -O0 "*], [], [HARDEN_CPPFLAGS="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"])])
  ])
  AC_SUBST([HARDEN_CFLAGS])
  AC_SUBST([HARDEN_CPPFLAGS])
  AC_SUBST([HARDEN_LDFLAGS])
])

AC_DEFUN([LIAISON_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers@<:@=LIST@:>@], [build with -fsanitize=LIST @<:@address,undefined@:>@; "thread" is the other useful list])],
    [], [enable_sanitizers=no])
  AS_IF([test "x$enable_sanitizers" = xyes], [enable_sanitizers=address,undefined])
  SANITIZE_CFLAGS=
  AS_IF([test "x$enable_sanitizers" != xno],
    [SANITIZE_CFLAGS="-fsanitize=$enable_sanitizers -fno-sanitize-recover=all -fno-omit-frame-pointer -g"])
  liaison_sanitizers=$enable_sanitizers
  AC_SUBST([SANITIZE_CFLAGS])
])

# Without --enable-fuzzers every target is still built, with a small main that runs it over its seeds.
AC_DEFUN([LIAISON_FUZZERS], [
  AC_ARG_ENABLE([fuzzers],
    [AS_HELP_STRING([--enable-fuzzers], [build the fuzz targets with libFuzzer (needs CC=clang)])], [], [enable_fuzzers=no])
  FUZZ_CFLAGS= FUZZ_LDFLAGS=
  AS_IF([test "x$enable_fuzzers" = xyes], [
    FUZZ_CFLAGS="-fsanitize=fuzzer-no-link"
    FUZZ_LDFLAGS="-fsanitize=fuzzer"
    LIAISON_TRY_CFLAG([liaison_fuzz_seen], [-fsanitize=fuzzer-no-link])
    AS_IF([test "x$liaison_fuzz_seen" = x], [AC_MSG_ERROR([--enable-fuzzers needs a compiler with libFuzzer: configure with CC=clang])])
  ])
  liaison_fuzzers=$enable_fuzzers
  AM_CONDITIONAL([FUZZERS], [test "x$enable_fuzzers" = xyes])
  AC_SUBST([FUZZ_CFLAGS])
  AC_SUBST([FUZZ_LDFLAGS])
])

AC_DEFUN([LIAISON_COVERAGE], [
  AC_ARG_ENABLE([coverage],
    [AS_HELP_STRING([--enable-coverage], [build for gcov; see make coverage])], [], [enable_coverage=no])
  COVERAGE_CFLAGS=
  AS_IF([test "x$enable_coverage" = xyes], [COVERAGE_CFLAGS="--coverage -O0"])
  AM_CONDITIONAL([COVERAGE], [test "x$enable_coverage" = xyes])
  AC_SUBST([COVERAGE_CFLAGS])
])
