/// Package: one installed piece of software as a package manager's own list has it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "harness/fingerprint/facts.hpp"

namespace gpubench {

struct Package {
  std::string name;  ///< "libc6"; of an architecture that is not the image's own "libc6:i386".
  std::string version;
  friend bool operator==(const Package&, const Package&) = default;
};

/// Facts "package.<manager>.<name>", scope image. Left out are names that no manager would take, and versions
/// that hold what may be a key or an address of the web. Who runs this does not matter: an image is the same
/// for all.
std::vector<results::Fact> package_facts(const std::string& manager, const std::vector<Package>& packages);

/// dpkg's status file, and the files of status.d that distroless images have instead, which lack a Status.
/// Only what is installed. The architecture of most packages counts as the image's own.
/// Source: dpkg-query(1), deb822(5).
std::vector<Package> parse_dpkg_status(std::string_view text);

/// Alpine's list of what is installed: P: name, V: version. Source: apk(5), "installed database".
std::vector<Package> parse_apk_installed(std::string_view text);

/// METADATA or PKG-INFO of one Python distribution, the head of the file. None, or one, its name normalized
/// (lowercase, one hyphen for runs of "-_."). Source: Core metadata specifications; PEP 503.
std::vector<Package> parse_python_metadata(std::string_view text);

/// "nccl-2.21.5-h3a97aeb_0.json": the name of a file of conda-meta; version "2.21.5 h3a97aeb_0". None for
/// other names. Source: conda's "Package naming conventions".
std::vector<Package> parse_conda_file_name(std::string_view name);

}  // namespace gpubench
