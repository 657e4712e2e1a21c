#!/bin/sh
# bundle_test.sh ROOT BUILD: the bundle measures where there is nothing but a C library, GCC's two libraries and a shell,
# with an empty environment, over two hosts, and after it was moved; and a bundle that lacks a component does not.
set -eu
PATH=$PATH:/usr/sbin:/sbin  # chroot, where a user's PATH lacks them
skip() { echo "skipped: $1"; exit 77; }
[ "$(id -u)" = 0 ] || skip "not root: no chroot"
unshare --mount --pid --fork true 2>/dev/null || skip "no mount name space here"
for tool in dash hostname zstd readelf; do command -v $tool >/dev/null || skip "no $tool here"; done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; tail -n 40 "$work/out" >&2; exit 1; }

"$1/scripts/bundle" --output "$work/bundle.tar.zst" "$2" >"$work/out" 2>&1 || fail "scripts/bundle failed"
size=$(stat -c %s "$work/bundle.tar.zst")
[ "$size" -lt 36000000 ] || fail "the bundle has $size bytes: more than 36 MB"

built=$("$2/gpubench" fingerprint | sed -n 's/^ *build[.]cuda_architectures  *//p')
case $built in
  '' | *compute_*) ! grep -q 'no PTX' "$work/out" || fail "a warning without a reason" ;;
  *) grep -q "^bundle: its kernels run on $built alone, and no PTX" "$work/out" || fail "no warning that only $built is inside" ;;
esac

# What a machine must have, and the loader by the path that programs name.
bare=$work/bare
mkdir -p "$bare/bin" "$bare/tmp" "$bare/proc" "$bare/sys" "$bare/dev/shm" "$bare/lib" "$bare/first"
cp "$(command -v dash)" "$bare/bin/sh"
loader=$(readelf -l "$(command -v dash)" | sed -n 's/.*interpreter: \(.*\)\]/\1/p')
mkdir -p "$bare${loader%/*}"
cp "$loader" "$bare$loader"
folder=$(dirname "$(ldd "$(command -v dash)" | awk '$1 == "libc.so.6" { print $3 }')")
mkdir -p "$bare$folder"
for library in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libutil.so.1 libresolv.so.2 libstdc++.so.6 libgcc_s.so.1; do
  cp "$folder/$library" "$bare$folder/"
done
tar -xf "$work/bundle.tar.zst" -C "$bare/first" --strip-components=1

# in_bare COMMANDS: by a shell there that knows no variable but what it sets itself.
in_bare() {
  env -i PATH="$PATH" unshare --mount --pid --fork sh -euc '
    mount -t proc proc "$1/proc"
    mount --rbind -o ro /sys "$1/sys"
    mount -t tmpfs tmpfs "$1/dev"
    mkdir "$1/dev/shm"
    for device in null zero urandom; do touch "$1/dev/$device"; mount --bind "/dev/$device" "$1/dev/$device"; done
    exec chroot "$1" /bin/sh -euc "unset PATH; $2"' sh "$bare" "$1" >"$work/out" 2>&1
}

grep -q "^Kernels are for: ${built:-none}" "$bare/first/README.md" || fail "README.md does not name the kernels: $built"

# The control: nothing that the bundle brings is there already.
if in_bare '/first/bin/gpubench --version'; then fail "the program runs unaided: nothing is shown here"; fi
grep -q 'error while loading shared libraries' "$work/out" || fail "the bare machine itself does not work"

in_bare 'cd /first; . ./activate; . ./activate; cd /tmp; mpirun -n 4 gpubench all --profile quick --output quick.h5' ||
  fail "it does not measure"
[ -s "$bare/tmp/quick.h5" ] || fail "no result file"
in_bare 'cd /first; . ./activate; gpubench verify /tmp/quick.h5; gpubench list' || fail "the file is not what was written"
if grep -q 'not usable: .*\(openblas\|libmpi\|libblas\)' "$work/out"; then fail "a module can't be used"; fi

# Two hosts, the second without any of the first's variables: what plays ssh runs its command under another host name.
cat >"$work/agent" <<'END'
#!/bin/sh
host=$1
shift
exec env -i PATH=/usr/bin:/bin unshare --uts sh -c "hostname $host; $*"
END
chmod +x "$work/agent"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$work" unshare --uts sh -euc '
  hostname first
  cd "$1/bare/first" && . ./activate && cd /tmp
  mpirun --mca plm_rsh_agent "$1/agent" --mca btl self,tcp --host first:2,second:2 -n 4 \
    sh -c "echo on \$(hostname): \$(command -v gpubench)"
  mpirun --mca plm_rsh_agent "$1/agent" --mca btl self,tcp --host first:2,second:2 -n 4 \
    gpubench run all_reduce --profile quick --output "$1/hosts.h5"' sh "$work" >"$work/out" 2>&1 ||
  fail "it does not measure over two hosts"
[ "$(grep -c "on second: $bare/first/bin/gpubench" "$work/out")" = 2 ] || fail "the second host has another gpubench, or none"
[ -s "$work/hosts.h5" ] || fail "no result file of two hosts"

mkdir "$bare/a place"
mv "$bare/first" "$bare/a place/second"
measure='mpirun -n 2 gpubench run all_reduce gemm --profile quick --output /tmp/moved.h5'
in_bare "GPUBENCH_BUNDLE='/a place/second'; . '/a place/second/activate'; $measure" || fail "moved, it does not measure"
[ -s "$bare/tmp/moved.h5" ] || fail "moved, it leaves no result file"
if in_bare ". '/a place/second/activate'"; then fail "it does not say that it can't tell where it lies"; fi

rm "$bare/a place/second/lib/openmpi/mca_ess_hnp.so"
if in_bare "cd '/a place/second'; . ./activate; $measure --force"; then fail "another Open MPI was used: its own can't start"; fi
