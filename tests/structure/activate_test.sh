#!/bin/sh
# activate_test.sh BUILD SHELL: without the activate script more ranks than cores are refused; with it they start, say
# nothing on stderr, and the user's own parameter file stays ahead.
set -eu
build=$1
shell=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ranks=$(($(nproc) + 2))
mkdir -p "$work/.openmpi"
fail() { echo "$shell: $1" >&2; exit 1; }
clean() { env -i HOME="$work" PATH=/usr/local/bin:/usr/bin:/bin "$@"; }

if clean mpirun -n $ranks true >/dev/null 2>&1; then fail "mpirun starts $ranks ranks unaided: nothing is shown here"; fi

clean "$shell" -euc ". '$build/activate'; . '$build/activate'; mpirun -n $ranks echo here" >"$work/out" 2>"$work/err" ||
  fail "mpirun refused: $(cat "$work/err")"
[ "$(grep -c here "$work/out")" = $ranks ] || fail "not all ranks started"
[ ! -s "$work/err" ] || fail "a warning: $(cat "$work/err")"

path=$(clean "$shell" -euc ". '$build/activate'; . '$build/activate'; printf %s \"\$PATH\"")
[ "$path" = "$build:/usr/local/bin:/usr/bin:/bin" ] || fail "PATH is $path"

echo "hwloc_base_binding_policy = core" >"$work/.openmpi/mca-params.conf"
policy=$(clean "$shell" -euc ". '$build/activate'; ompi_info --all --parsable" |
  sed -n 's/.*:hwloc_base_binding_policy:value://p' | head -n 1)
[ "$policy" = core ] || fail "the user's own parameter file lost: hwloc_base_binding_policy is '$policy'"

echo "mpi_yield_when_idle = 0" >"$work/own.conf"
policy=$(clean OMPI_MCA_mca_base_param_files="$work/own.conf" "$shell" -euc ". '$build/activate'; ompi_info --all --parsable" |
  sed -n 's/.*:mpi_yield_when_idle:value://p' | head -n 1)
[ "$policy" = false ] || fail "a parameter file named before lost: mpi_yield_when_idle is '$policy'"
