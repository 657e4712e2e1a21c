/// Image: what this root file system is, and what is installed in it: scope image. It is the same on every
/// host that holds the same image: nothing that depends on who runs it, on variables, or on what a
/// container's runtime puts in.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/file_hashes.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// What is said below, the packages of every manager that left a list, and the SHA-256 of the program's file.
std::vector<results::Fact> collect_image(const SystemFiles& files, FileHashes& hashes);

/// /etc/gpubench/image.json, which the image's build wrote: {"name":, "digest":, "lock":}, each a text, any
/// may be missing. A name that tells of a person or place is left out, and digests that are no sha256; both
/// say so. Empty where it is no JSON.
std::vector<results::Fact> parse_image_json(std::string_view text);

/// /.singularity.d/labels.json of Apptainer: {"label": "value", ...}. Labels that hold an address (a
/// maintainer's) or what may be a secret are left out, and say so.
std::vector<results::Fact> parse_labels(std::string_view text);

/// dpkg, apk, conda, Python, and of rpm what can be told without its library.
std::vector<results::Fact> collect_packages(const SystemFiles& files, FileHashes& hashes);

}  // namespace gpubench
