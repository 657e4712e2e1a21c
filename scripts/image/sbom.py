"""The bill of materials of an image, as SPDX 2.3 JSON: equal text for equal packages."""
import hashlib
import json
import time
from urllib.parse import quote

from lockfile import Package


def bill_of_materials(name, packages, sources, libraries, epoch):
    """SPDX of Debian `packages` and of `libraries`, which are (path, version, sha256) and come from no package.

    `sources` tells of what source package, "name version", a package was built, by which the security tracker knows it.
    """
    elements = [of_package(package, sources[package.name]) for package in sorted(packages)]
    elements += [of_library(*library) for library in sorted(libraries)]
    identity = hashlib.sha256(json.dumps(elements, sort_keys=True).encode()).hexdigest()
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": name,
        # Two bills of equal elements are one document; no server is asked for it.
        "documentNamespace": f"urn:sha256:{identity}",
        "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
                         "creators": ["Tool: gpubench-scripts-image-build"]},
        "packages": elements,
        "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                           "relatedSpdxElement": element["SPDXID"]} for element in elements]}
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def of_package(package: Package, source):
    url = f"pkg:deb/debian/{quote(package.name)}@{quote(package.version, safe='~')}?arch={package.architecture}"
    return element(f"deb-{package.name}", package.name, package.version, package.sha256) | {
        "sourceInfo": f"Debian source package {source}",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": url}]}


def of_library(path, version, sha256):
    file = path.rpartition("/")[2]
    return element(f"file-{file}", file, version, sha256)


def element(identifier, name, version, sha256):
    # An identifier may hold letters, digits, dots and dashes only.
    safe = "".join(c if c.isascii() and c.isalnum() or c in ".-" else "-" for c in identifier)
    return {"SPDXID": f"SPDXRef-{safe}", "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
            "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
            "filesAnalyzed": False, "checksums": [{"algorithm": "SHA256", "checksumValue": sha256}]}
