#!/bin/sh
# install_test.sh BUILD: an installed tree works from anywhere, by its own activate script, and finds its modules.
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; cat "$work/out" >&2; exit 1; }

cmake --install "$build" --prefix "$work/prefix" >"$work/out" 2>&1 || fail "cmake --install failed"
for file in bash-completion/completions/gpubench zsh/site-functions/_gpubench fish/vendor_completions.d/gpubench.fish man/man1/gpubench.1 \
  man/man1/gpubench-compare.1 gpubench/grafana-dashboard.json gpubench/read_results.py doc/gpubench/COMMANDS.md doc/gpubench/GUIDE.md \
  doc/gpubench/EXPORT.md; do
  [ -s "$work/prefix/share/$file" ] || fail "share/$file is not installed"
done
python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$work/prefix/share/gpubench/grafana-dashboard.json" || fail "no JSON"
for page in "$work"/prefix/share/man/man1/*.1; do
  head -n 1 "$page" | grep -q '^\.TH GPUBENCH' || fail "$page is no manual page"
done
if command -v man >/dev/null; then
  MANPATH=$work/prefix/share/man man -w gpubench compare >"$work/out" 2>&1 || fail "man does not find gpubench compare"
fi
if command -v bash >/dev/null; then
  bash -euc ". '$work/prefix/share/bash-completion/completions/gpubench'; complete -p gpubench" >"$work/out" 2>&1 || fail "no completion"
fi
cd "$work"
measure() {
  env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$work" ASAN_OPTIONS=detect_leaks=0 sh -euc "
    . '$work/prefix/bin/gpubench-activate'
    command -v gpubench
    mpirun -n 4 gpubench run all_reduce --profile quick --output '$1'" >"$work/out" 2>&1
}
measure one.h5 || fail "the installed program does not measure"
[ "$(head -n 1 out)" = "$work/prefix/bin/gpubench" ] || fail "another gpubench is on the PATH"
[ -s one.h5 ] || fail "no result file"

# Without its modules it must say so, not measure four times alone.
rm -r prefix/lib*/gpubench prefix/lib*/*/gpubench 2>/dev/null || true
if measure two.h5; then fail "it measures without its modules"; fi
