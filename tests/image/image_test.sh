#!/bin/sh
# image_test.sh ROOT BUILD: an image is built twice from the committed lock, equal byte for byte; in it plain words measure,
# as a plain user, and what the record says of the image depends on the image alone.
set -eu
root=$1
build=$2
export PATH="$PATH:/usr/sbin:/sbin"
[ "$(id -u)" = 0 ] || { echo "skipped: not root"; exit 77; }
for tool in mmdebstrap podman runc skopeo; do
  command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
work=${GPUBENCH_IMAGE_WORK:-$(mktemp -d)}
mkdir -p "$work/folder"
. "$(dirname "$0")/podman.sh"
trap 'status=$?; forget_podman; [ -n "${GPUBENCH_IMAGE_WORK-}" ] || rm -rf "$work"; exit $status' EXIT
fail() { echo "$1" >&2; [ ! -e "$work/out" ] || tail -n 40 "$work/out" >&2; exit 1; }
json() { python3 -c "import json, sys; print($2)" <"$1"; }

"$root/scripts/image/package" -o "$work/one" "$build" >"$work/out" 2>&1 || fail "no package"
"$root/scripts/image/package" -o "$work/two" "$build" >"$work/out" 2>&1 || fail "no second package"
cmp "$work"/one/gpubench_*.deb "$work"/two/gpubench_*.deb || fail "two packages of one build differ"

# Mirrors forget: a lock that has aged can only be built where somebody kept its files.
archive=${GPUBENCH_IMAGE_ARCHIVE:+--archive "$GPUBENCH_IMAGE_ARCHIVE"}
for turn in one two; do
  "$root/scripts/image/build" $archive --package "$work"/$turn/gpubench_*.deb -o "$work/$turn.tar" >"$work/out" 2>&1 || {
    if grep -q 'no such file any more\|E: ' "$work/out"; then echo "skipped: $(tail -n 1 "$work/out")"; exit 77; fi
    fail "no image"
  }
done
cmp "$work/one.tar" "$work/two.tar" || fail "two images of one lock and one package differ"
cmp "$work/one.tar.spdx.json" "$work/two.tar.spdx.json" || fail "two bills of one image differ"
[ "$(stat -c %s "$work/one.tar")" -lt 200000000 ] || fail "the image is larger than 200 MB"

# A package that is not the locked one is refused.
sed 's/^\(bash [^ ]* [^ ]* \)......../\100000000/' "$root/scripts/image/stable.lock" >"$work/wrong.lock"
code=0
"$root/scripts/image/build" $archive --lock "$work/wrong.lock" --package "$work"/one/gpubench_*.deb -o "$work/wrong.tar" \
  >"$work/out" 2>&1 || code=$?
[ $code = 65 ] && grep -q 'bash.*locked is 00000000' "$work/out" && [ ! -e "$work/wrong.tar" ] || fail "a wrong SHA-256: exit $code, not 65"

# Plain words, as the image's own user, on whatever cores there are.
podman load -q -i "$work/one.tar" >"$work/out" 2>&1 || fail "podman does not take it"
image=localhost/gpubench-host-stable:0.1.0
podman run --name measured --network=none $image sh -c 'id -un && mpirun -n 8 gpubench all --profile quick --output q.h5' \
  >"$work/out" 2>&1 || fail "mpirun -n 8 gpubench all does not pass inside"
[ "$(head -n 1 "$work/out")" = gpubench ] || fail "it ran as another user"
podman cp measured:/work/q.h5 "$work/q.h5" && podman rm measured >/dev/null
digest=$(skopeo inspect --raw "oci-archive:$work/one.tar" | python3 -c 'import json, sys; print(json.load(sys.stdin)["annotations"]["gpubench.image.digest"])')
# Against a file without a fact every fact differs.
echo '{"schema": "gpubench-fingerprint/1"}' >"$work/none.json"
"$build/gpubench" fingerprint diff --json "$work/q.h5" "$work/none.json" >"$work/q.json" || [ $? = 1 ] || fail "its facts can't be read"
facts='[f["a"][0]["value"] for f in json.load(sys.stdin)["differences"] if f["key"] == "image.digest"]'
[ "$(json "$work/q.json" "$facts")" = "['$digest']" ] || fail "the result does not name the image's digest $digest"
"$build/gpubench" verify "$work/q.h5" --image "$root/scripts/image/stable.lock" >"$work/out" || fail "the result is not known by its lock"
if "$build/gpubench" verify "$work/q.h5" --image "$work/wrong.lock" >"$work/out"; then fail "the result passes for another lock's"; fi

# Host name, user, control group: none of the image's.
hash='json.load(sys.stdin)["image"]["sha256"]'
podman run --rm --network=none --hostname=first $image gpubench fingerprint --json >"$work/first.json" 2>"$work/out" || fail "no fingerprint"
podman run --rm --network=none --hostname=second --user=0:0 --cpus=1 --memory=1g $image gpubench fingerprint --json \
  >"$work/second.json" 2>"$work/out" || fail "no second fingerprint"
[ -n "$(json "$work/first.json" "$hash")" ] || fail "no hash of scope image"
[ "$(json "$work/first.json" "$hash")" = "$(json "$work/second.json" "$hash")" ] || {
  diff "$work/first.json" "$work/second.json" >"$work/out"
  fail "scope image differs between two containers of one image"
}
