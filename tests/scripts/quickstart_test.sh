#!/bin/sh
# quickstart_test.sh ROOT: with a build, a ninja and an mpirun of its own. It offers the file of this run, never an older one.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; cat "$work/out" >&2; exit 1; }
tool() { mkdir -p "$work/tools"; cat >"$work/tools/$1"; chmod +x "$work/tools/$1"; }

mkdir -p "$work/tree/scripts" "$work/tree/build/release" "$work/here"
cp "$1/scripts/quickstart" "$work/tree/scripts"
touch "$work/tree/build/release/build.ninja" "$work/tree/build/release/gpubench" "$work/tree/build/release/activate"
echo 'exit 0' | tool ninja
cd "$work/here"
touch -d '2 hours ago' gpubench-20260101T000000Z-older.h5
quickstart() {
  code=0
  PATH="$work/tools:$PATH" sh "$work/tree/scripts/quickstart" --no-install >"$work/out" 2>&1 || code=$?
}

echo 'exit 69' | tool mpirun
quickstart
[ $code = 69 ] || fail "exit $code, not mpirun's 69"
grep -q 'gpubench show FILE.h5$' "$work/out" || fail "after a failed run it offers another run's file"

echo 'touch gpubench-20260102T000000Z-newer.h5' | tool mpirun
quickstart
[ $code = 0 ] || fail "exit $code"
grep -q 'gpubench show gpubench-20260102T000000Z-newer.h5$' "$work/out" || fail "it does not offer this run's file"

echo 'exit 1' | tool ninja
quickstart
[ $code = 70 ] && grep -q 'quickstart: ninja failed' "$work/out" || fail "a build that fails is not told"
