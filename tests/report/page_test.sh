#!/bin/sh
# page_test.sh ROOT BUILD: makes pages of every kind and looks at them in Chromium. Skips where what it takes is not there.
set -eu
root=$1
build=$2
program=$build/gpubench
work=$build/report-tests
here=$root/tests/report
skip() { echo "skipped: $1"; exit 77; }

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  skip "no Chromium: scripts/install-packages readers"
command -v node >/dev/null && command -v npm >/dev/null || skip "no node or no npm: scripts/install-packages readers"
[ -e "$build/report/vega.js" ] || "$root/scripts/report-bundle" "$build" || skip "no drawing library: scripts/report-bundle"
mkdir -p "$work"
if ! cmp -s "$here/package-lock.json" "$work/package-lock.json" || [ ! -d "$work/node_modules/playwright-core" ]; then
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$work"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=20000) >"$work/npm.log" 2>&1 </dev/null ||
    { rm -f "$work/package-lock.json"; skip "npm could not get playwright-core, see $work/npm.log"; }
fi

pages=$work/pages
rm -rf "$pages"
mkdir -p "$pages/data"
cd "$pages/data"
page() { name=$1; shift; "$program" report "$@" -o "$pages/$name.html" >/dev/null || { echo "no page $name" >&2; exit 1; }; }

page launch "$root/results/reference/epyc-2vcpu.h5"
"$build/tests/write_synthetic" a.h5 A 6 pairs=1 cases=12
"$build/tests/write_synthetic" b.h5 B 6 pairs=1 cases=12 slowdown=0.03 slow_rank=3 library=2.0
cat >loss.csv <<'END'
old,new
3.0,3.0
2.5,2.5
2.0,2.0002
1.5,1.6
END
cat >topology.json <<'END'
{"devices": [{"name": "GPU0", "model": "a model", "node": 0, "reaches": ["X", "NV18"]},
             {"name": "GPU1", "model": "a model", "node": 1, "reaches": ["NV18", "X"]}],
 "pairs": {"bytes_per_second": [[null, 3.1e11], [3.0e11, null]], "end": "device", "memory": "Memory of devices"}}
END
page sides a.h5 b.h5 --loss loss.csv --topology topology.json
GPUBENCH_REPORT_BUNDLE=/nonexistent page tables a.h5 b.h5 --loss loss.csv --topology topology.json
for site in 1 2 3 4 5 6 7 8; do
  slowdown=0.002
  [ $site != 4 ] || slowdown=0.06
  "$build/tests/write_study" "site$site.h5" "lab$site" 3 $slowdown "$([ $site = 4 ] && echo e || echo d)"
done
page sites site*.h5
# What would run, end an element, turn the text around or clear a terminal, in every name that a source gives.
cat >hostile.json <<'END'
{"schema": "gpubench-samples/1", "launches": [
  {"site": "<b>\u202esite</b>", "image": "</script><script>harmed=1</script>", "started": "2026-01-31T12:34:56Z", "cases": [
    {"name": "a/<img src=x onerror=harmed=1>", "axes": {"\"'><svg onload=harmed=1>": "\u001b[2J\u05d0\u05d1"}, "unit": "ms",
     "samples": [[10.5, 10.3, 10.7, 10.2, 10.6], [10.0, 10.5, 11.0, 10.1, 10.3]]},
    {"name": "b/javascript:harmed=1", "unit": "GB/s", "samples": [[101.5, 99, 102.25, 100.5, 101]]}]}]}
END
"$program" import hostile.json -o hostile.h5 >/dev/null
page hostile hostile.h5
# Pages stay small enough: of many ranks, and of many launches, which must be thinned for it.
small() {
  size=$(wc -c <"$pages/$1.html")
  echo "$1 page: $size bytes"
  [ "$size" -lt 10000000 ] || { echo "the page of $2 has $size bytes, 10 MB or more" >&2; exit 1; }
}
"$build/tests/write_synthetic" large.h5 A 1 cases=300 ranks=1024 samples=100
page large large.h5
small large "1024 ranks and 300 cases"
"$build/tests/write_synthetic" many.h5 A 40 cases=400 ranks=2 samples=30
page many many.h5
small many "40 launches of 400 cases"
rm -f large.h5 many.h5

head -c 3000 a.h5 >broken.h5
if "$program" report broken.h5 -o "$pages/broken.html" 2>/dev/null; then echo "a page was made of a broken file" >&2; exit 1; fi
[ -z "$(ls "$pages" | grep broken)" ] || { echo "a broken file left a page" >&2; exit 1; }

exec node --test-reporter=spec "$here/page_test.mjs" "$work" "$chromium" "$pages"/*.html
