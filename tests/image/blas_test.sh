#!/bin/sh
# blas_test.sh ROOT BUILD: scripts/image/test-blas, end to end.
set -eu
root=$1
build=$2
export PATH="$build:$PATH:/usr/sbin:/sbin"
[ "$(id -u)" = 0 ] || { echo "skipped: not root"; exit 77; }
for tool in mmdebstrap podman runc skopeo; do
  command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
[ -e "$build/gpubench_blas.so" ] || { echo "skipped: no module blas"; exit 77; }
gpubench fingerprint diff --help >/dev/null 2>&1 || { echo "skipped: this gpubench has no fingerprint diff"; exit 77; }
work=$(mktemp -d)
. "$(dirname "$0")/podman.sh"
trap 'status=$?; forget_podman; rm -rf "$work"; exit $status' EXIT
"$root/scripts/image/package" -o "$work" "$build"
code=0
"$root/scripts/image/test-blas" ${GPUBENCH_IMAGE_ARCHIVE:+--archive "$GPUBENCH_IMAGE_ARCHIVE"} \
  --package "$work"/gpubench_*.deb "$work/blas" >"$work/out" 2>&1 || code=$?
cat "$work/out"
if [ $code = 69 ] || [ $code = 75 ]; then echo "skipped: $(tail -n 1 "$work/out")"; exit 77; fi
exit $code
