"""An OCI image as one archive (`oci-archive:` to podman and skopeo), equal byte for byte for equal content."""
import hashlib
import io
import json
import platform
import tarfile
import time
import zlib

from layer import write_tar

MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}


class Blob:
    """Bytes named by their SHA-256."""

    def __init__(self, data):
        self.data, self.digest = data, hashlib.sha256(data).hexdigest()

    def descriptor(self, media, **more):
        return {"mediaType": f"application/vnd.oci.image.{media}", "digest": f"sha256:{self.digest}",
                "size": len(self.data), **more}


def layer_of(entries, epoch):
    """A layer's blob, and the SHA-256 of what it unpacks to."""
    sink = CompressedTar()
    write_tar(entries, epoch, sink)
    return Blob(sink.finish()), sink.unpacked.hexdigest()


class CompressedTar:
    """What tarfile may write to. gzip as RFC 1952 has it, with no name and no time in its header."""

    def __init__(self):
        self.packer, self.unpacked = zlib.compressobj(6, zlib.DEFLATED, 31), hashlib.sha256()
        self.parts, self.position = [], 0

    def tell(self):
        return self.position

    def write(self, data):
        self.position += len(data)
        self.unpacked.update(data)
        self.parts.append(self.packer.compress(data))
        return len(data)

    def finish(self):
        return b"".join([*self.parts, self.packer.flush()])


def write_archive(path, layers, config, annotations, epoch):
    """Writes the archive of `layers` (lists of entries) to `path`; gives the digest of its manifest.

    `config` is the run-time part of the image's configuration (User, Env, Cmd...).
    """
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    blobs = [layer_of(entries, epoch) for entries in layers]
    image = Blob(to_json({
        "created": created, "architecture": MACHINES.get(platform.machine(), platform.machine()), "os": "linux",
        "config": config, "rootfs": {"type": "layers", "diff_ids": [f"sha256:{unpacked}" for _, unpacked in blobs]},
        "history": [{"created": created, "created_by": "scripts/image/build"} for _ in blobs]}))
    annotations = {**annotations, "org.opencontainers.image.created": created}
    manifest = Blob(to_json({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": image.descriptor("config.v1+json"),
        "layers": [blob.descriptor("layer.v1.tar+gzip") for blob, _ in blobs], "annotations": annotations}))
    name = f"{annotations['org.opencontainers.image.title']}:{annotations['org.opencontainers.image.version']}"
    index = to_json({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
        "manifests": [manifest.descriptor("manifest.v1+json", annotations={
            **annotations, "org.opencontainers.image.ref.name": name})]})
    files = {f"blobs/sha256/{blob.digest}": blob.data for blob in (manifest, image, *(blob for blob, _ in blobs))}
    files |= {"index.json": index, "oci-layout": to_json({"imageLayoutVersion": "1.0.0"})}
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for file in sorted(files):
            member = tarfile.TarInfo(file)
            member.size, member.mtime, member.mode = len(files[file]), epoch, 0o644
            tar.addfile(member, io.BytesIO(files[file]))
    return f"sha256:{manifest.digest}"


def to_json(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
