# Sourced by tests: podman with stores of its own below $work, and what a container may be limited to on this machine.
cat >"$work/storage.conf" <<END
[storage]
driver = "vfs"
graphroot = "$work/podman/images"
runroot = "$work/podman/run"
END
cat >"$work/containers.conf" <<END
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[engine]
runtime = "runc"
END
export CONTAINERS_STORAGE_CONF="$work/storage.conf" CONTAINERS_CONF="$work/containers.conf"
forget_podman() {
  podman rm -af >/dev/null 2>&1 || true
  podman rmi -af >/dev/null 2>&1 || true
}
