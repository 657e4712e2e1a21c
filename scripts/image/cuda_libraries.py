"""CUDA's libraries for an image: those the modules need, each with its version and SHA-256, since no lock of Debian names them."""
import glob
import os
import shutil

from lockfile import LockError, sha256_of

# What the modules link, and what these libraries open by name (cuDNN its parts, both the compiler of kernels).
PATTERNS = ("libcublas.so.*", "libcublasLt.so.*", "libcufft.so.*", "libcudnn.so.*", "libcudnn_*.so.*", "libnccl.so.*",
            "libnvrtc.so.*", "libnvrtc-builtins.so.*", "libnvJitLink.so.*")
REQUIRED = ("libcublas.so.*", "libcublasLt.so.*")


def copy_libraries(cuda_root, root, place):
    """Copies them to `place` below `root`, under the names that programs ask for; gives (path, version, sha256) of each.

    Throws LockError where cuda_root holds no cuBLAS.
    """
    folder, found = os.path.join(root, place), {}
    for source in (os.path.join(cuda_root, "lib64"), os.path.join(cuda_root, "lib"), "/usr/lib/x86_64-linux-gnu"):
        for pattern in PATTERNS:
            for path in sorted(glob.glob(os.path.join(source, pattern))):
                real = os.path.realpath(path)
                found.setdefault(os.path.basename(real), real)
    for pattern in REQUIRED:
        if not any(name.startswith(pattern.removesuffix("*")) for name in found):
            raise LockError(f"{cuda_root}: holds no {pattern}: give --cuda-root the folder of a CUDA toolkit")
    libraries = []
    os.makedirs(folder)
    for name, path in sorted(found.items()):
        stem, _, version = name.partition(".so.")
        target = os.path.join(folder, name)
        shutil.copyfile(path, target)
        os.chmod(target, 0o644)
        soname = f"{stem}.so.{version.partition('.')[0]}"
        if soname != name and not os.path.lexists(os.path.join(folder, soname)):
            os.symlink(name, os.path.join(folder, soname))
        libraries.append((f"/{place}/{name}", version, sha256_of(path)))
    return libraries
