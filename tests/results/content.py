"""The hash of a case, recomputed from SCHEMA.md alone. Needs h5py's objects, no more."""

import hashlib
import struct


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def entry(name, word, shape, data):
    """One hashed thing, byte for byte as SCHEMA.md says."""
    head = b"".join(struct.pack("<Q", len(s)) + s for s in (name.encode(), word.encode()))
    return head + struct.pack(f"<{2 + len(shape)}Q", len(shape), *shape, len(data)) + data


def case_hash(group):
    """The hash of a case, from what the file holds of it."""
    parts = []
    for name in sorted(set(group.attrs) - {"hash"}, key=str.encode):
        value = group.attrs[name]
        if isinstance(value, (bytes, str)):
            data = value if isinstance(value, bytes) else value.encode()
            parts.append(entry(name, "utf8", (), data))
        else:
            parts.append(entry(name, value.dtype.name, (), value.tobytes()))
    paths = ["rank", "samples", "timeline/starts", "timeline/warm_up"]
    paths += [f"disturbance/{name}" for name in sorted(group.get("disturbance", {}), key=str.encode)]
    paths += [f"telemetry/{name}" for name in sorted(group.get("telemetry", {}), key=str.encode)]
    for path in paths:
        if path in group:
            data = group[path][()]
            if data.size == 0 and path != "rank":
                continue  # a matrix without values is none
            parts.append(entry(path, data.dtype.name, data.shape, data.tobytes()))
        elif path == "rank":
            parts.append(entry(path, "int32", (0,), b""))
    return hashlib.sha256(b"".join(parts)).hexdigest()
