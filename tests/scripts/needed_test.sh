#!/bin/sh
# needed_test.sh ROOT BUILD: a machine with the packages of role run, and what those depend on, can load the program and
# its modules.
set -eu
command -v dpkg-query >/dev/null || { echo "skipped: no dpkg here"; exit 77; }
role=$("$1/scripts/install-packages" --list run)
# Another BLAS than the first of the list may be installed.
choices=$(sed -n 's/^run  *//p' "$1/scripts/install-packages" | tr '|' '\n')
depends=$(dpkg-query -W -f '${Depends}\n' $role 2>/dev/null | tr ',|' '\n\n' | sed 's/(.*//; s/:.*//; s/ //g')
missing=0
for file in "$2/gpubench" "$2"/gpubench_*.so; do
  for soname in $(readelf -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
    path=$(ldd "$file" | awk -v soname="$soname" '$1 == soname && $2 == "=>" { print $3 }')
    [ -n "$path" ] || continue  # the dynamic loader itself
    path=$(realpath "$path")
    # dpkg knows a file by the name it was packed with, which may be that before /lib became a link to /usr/lib.
    package=$(dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "${path#/usr}" 2>/dev/null || true)
    [ -n "$package" ] || { echo "$soname of $file: $path is of no package"; continue; }
    package=${package%%:*}
    printf '%s\n%s\n%s\n' "$role" "$choices" "$depends" | grep -qx "$package" ||
      { echo "$file needs $soname of package $package: not in role run of scripts/install-packages" >&2; missing=1; }
  done
done
exit $missing
