#!/bin/sh
# help_test.sh ROOT: -h prints usage with an example; an unknown option is refused in one line with a code of its own.
set -eu
for script in install-packages quickstart test check catalogue coverage mutate bundle report-bundle image/lock image/build image/package image/sign image/verify image/subject image/scan \
  image/test-blas launch/podman launch/docker; do
  "$1/scripts/$script" -h | grep -qi '^usage' || { echo "$script -h prints no usage" >&2; exit 1; }
  "$1/scripts/$script" --help | grep -q 'Example' || { echo "$script --help has no example" >&2; exit 1; }
done
for script in install-packages quickstart catalogue check coverage bundle report-bundle image/lock image/build image/package image/sign image/verify image/subject \
  image/scan image/test-blas launch/podman; do
  code=0
  "$1/scripts/$script" --no-such-option >/dev/null 2>&1 || code=$?
  [ $code = 64 ] || { echo "$script --no-such-option: exit $code, not 64" >&2; exit 1; }
done
