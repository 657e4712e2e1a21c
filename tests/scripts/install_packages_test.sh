#!/bin/sh
# install_packages_test.sh ROOT: with a dpkg, an apt and a sudo of its own, so that nothing is installed.
set -eu
script=$1/scripts/install-packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1: $(cat "$work/out" "$work/calls" 2>/dev/null)" >&2; exit 1; }
tool() { cat >"$work/$1"; chmod +x "$work/$1"; }
# Runs the script as if by user id $1; sets code.
asked() {
  user=$1; shift
  echo "echo $user" | tool id
  : >"$work/calls"; code=0
  env -i PATH="$work:/usr/bin:/bin" CALLS="$work/calls" INSTALLED="$work/installed" sh "$script" "$@" \
    >"$work/out" 2>&1 </dev/null || code=$?
}
echo 'cat "$INSTALLED"' | tool dpkg-query
echo 'echo "$*" >>"$CALLS"' | tool apt-get
echo 'exit 1' | tool sudo
all() { sh "$script" --list build run | sed 's/^/ii  /'; }

all >"$work/installed"
asked 0 build run
[ $code = 0 ] && [ ! -s "$work/calls" ] || fail "all is there, yet apt was asked"

all | sed 's/libopenblas0-pthread/libopenblas0-openmp/' >"$work/installed"
asked 0 build run
[ $code = 0 ] && [ ! -s "$work/calls" ] || fail "another fast BLAS will do, yet apt was asked"

all | sed 's/libopenblas0-pthread/libblas3/' >"$work/installed"
asked 0 run
[ $code = 0 ] && grep -q 'install.* libopenblas0-pthread$' "$work/calls" ||
  fail "the reference BLAS, 20 times slower, was taken for good enough"

all | grep -v 'ninja-build$' >"$work/installed"
asked 0 build run
[ $code = 0 ] && grep -q 'install.* ninja-build$' "$work/calls" || fail "what was missing was not asked for, alone"

all | sed 's/^ii  ninja-build/rc  ninja-build/' >"$work/installed"
asked 0 build
grep -q 'install.* ninja-build$' "$work/calls" || fail "a package that was removed counts as installed"

asked 1000 build
[ $code = 69 ] && [ ! -s "$work/calls" ] && grep -q '^apt-get update && apt-get install.* ninja-build$' "$work/out" ||
  fail "no root: the administrator's line is missing"

echo '[ "$1" = -n ] && [ "$2" = true ] && exit 0; exec "$@"' | tool sudo
asked 1000 build
[ $code = 0 ] && grep -q 'install.* ninja-build$' "$work/calls" || fail "sudo was not used"

echo 'echo "$*" >>"$CALLS"; echo "E: no network"; exit 100' | tool apt-get
asked 0 build
[ $code = 69 ] && grep -q 'E: no network' "$work/out" && grep -q 'apt-get update failed' "$work/out" ||
  fail "a failing apt-get was not told"

asked 0 bild
[ $code = 64 ] || fail "an unknown role was taken"
