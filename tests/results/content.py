"""The hashes of a case, a launch and a file, recomputed from SCHEMA.md alone. Needs h5py's objects, no more."""

import hashlib
import struct


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def entry(name, word, shape, data):
    """One hashed thing, byte for byte as SCHEMA.md says."""
    head = b"".join(struct.pack("<Q", len(s)) + s for s in (name.encode(), word.encode()))
    return head + struct.pack(f"<{2 + len(shape)}Q", len(shape), *shape, len(data)) + data


def value_entry(name, value):
    if isinstance(value, (bytes, str)):
        return entry(name, "utf8", (), value if isinstance(value, bytes) else value.encode())
    return entry(name, value.dtype.name, (), value.tobytes())


def attribute_entries(group):
    """All but the hash, ascending by the bytes of their names."""
    return [value_entry(name, group.attrs[name]) for name in sorted(set(group.attrs) - {"hash"}, key=str.encode)]


def hashes_entry(name, hashes):
    joined = "".join(sorted(text(one) for one in hashes)).encode()
    return entry(name, "utf8", (len(hashes),), joined)


def table_entries(group, name):
    """How many rows, then each row's columns, ascending by the bytes of their names."""
    rows = group[name][()]
    parts = [struct.pack("<Q", len(rows))]
    for row in rows:
        parts += [value_entry(f"{name}/{column}", row[column]) for column in sorted(rows.dtype.names, key=str.encode)]
    return parts


def launch_hash(launch):
    """The hash of a launch, from what the file holds of it and from its cases' hashes."""
    parts = attribute_entries(launch) + table_entries(launch, "ranks") + table_entries(launch, "environment")
    parts.append(hashes_entry("cases", [group.attrs["hash"] for group in launch["case"].values()]))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def file_hash(file):
    return hashlib.sha256(hashes_entry("launches", [one.attrs["hash"] for one in file["launch"].values()])).hexdigest()


def case_hash(group):
    """The hash of a case, from what the file holds of it."""
    parts = attribute_entries(group)
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
