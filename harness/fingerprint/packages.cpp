#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "harness/fingerprint/image.hpp"
#include "harness/fingerprint/package.hpp"

namespace gpubench {
namespace {

using Facts = std::vector<results::Fact>;

/// What stands before a distribution's README: name and version are among its first lines.
constexpr std::size_t kMetadataHead = 4096;

void append_packages(std::vector<Package>& all, std::vector<Package> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Facts dpkg(const SystemFiles& files) {
  std::string text = files.text("/var/lib/dpkg/status").value_or("");
  for (const std::string& name : files.names("/var/lib/dpkg/status.d"))  // distroless: a file a package
    if (!name.ends_with(".md5sums"))
      text += "\n" + files.text("/var/lib/dpkg/status.d/" + name).value_or("") + "\n";
  return package_facts("dpkg", parse_dpkg_status(text));
}

Facts apk(const SystemFiles& files) {
  auto text = files.text("/lib/apk/db/installed");
  if (!text) text = files.text("/usr/lib/apk/db/installed");  // version 3
  return package_facts("apk", parse_apk_installed(text.value_or("")));
}

/// Only librpm reads its database in all its forms (SQLite, ndb, Berkeley DB), and a benchmark starts no
/// program of the image to be told. Its hash tells equal images from others; in what they differ, it does
/// not.
Facts rpm(const SystemFiles& files, FileHashes& hashes) {
  FactList facts("image");
  for (const char* folder : {"/var/lib/rpm", "/usr/lib/sysimage/rpm"}) {
    for (const char* name : {"rpmdb.sqlite", "Packages.db", "Packages"}) {
      const std::string path = fmt::format("{}/{}", folder, name);
      if (!files.exists(path)) continue;
      facts.add("packages.rpm.database", hashes.sha256(files.path(path)));
      facts.add("packages.rpm.list", "not read: it takes rpm's own library");
      return facts.take();
    }
  }
  return facts.take();
}

/// Each takes some hundred small files to read; a machine that people share has environments by the hundred,
/// an image has one or two.
constexpr std::size_t kPrefixesMax = 64;

/// Where Python installations and environments of images lie, whether or not one is active.
std::vector<std::string> python_prefixes(const SystemFiles& files) {
  std::vector<std::string> prefixes = {"/usr", "/usr/local", "/venv", "/.venv", "/app/.venv"};
  for (const std::string& name : files.names("/opt")) {
    prefixes.push_back("/opt/" + name);
    for (const std::string& environment : files.names("/opt/" + name + "/envs"))  // conda's
      prefixes.push_back("/opt/" + name + "/envs/" + environment);
  }
  return prefixes;
}

std::vector<Package> python_packages_in(const SystemFiles& files, const std::string& folder) {
  std::vector<Package> packages;
  for (const std::string& name : files.names(folder)) {
    const std::string path = folder + "/" + name;
    if (name.ends_with(".dist-info")) {
      append_packages(packages, parse_python_metadata(files.head(path + "/METADATA", kMetadataHead)));
    } else if (name.ends_with(".egg-info")) {  // of old a file, then a folder
      const std::string text = files.head(path + "/PKG-INFO", kMetadataHead);
      append_packages(packages, parse_python_metadata(text.empty() ? files.head(path, kMetadataHead) : text));
    }
  }
  return packages;
}

Facts python(const SystemFiles& files, const std::vector<std::string>& prefixes) {
  std::vector<Package> packages;
  for (const std::string& prefix : prefixes)
    for (const char* library : {"/lib", "/lib64"})
      for (const std::string& name : files.names(prefix + library))
        if (name.starts_with("python"))
          for (const char* kind : {"/dist-packages", "/site-packages"})
            append_packages(packages, python_packages_in(files, prefix + library + "/" + name + kind));
  return package_facts("python", packages);
}

Facts conda(const SystemFiles& files, const std::vector<std::string>& prefixes) {
  std::vector<Package> packages;
  for (const std::string& prefix : prefixes)
    for (const std::string& name : files.names(prefix + "/conda-meta"))
      append_packages(packages, parse_conda_file_name(name));
  return package_facts("conda", packages);
}

}  // namespace

Facts collect_packages(const SystemFiles& files, FileHashes& hashes) {
  std::vector<std::string> prefixes = python_prefixes(files);
  FactList left_out("image");
  if (prefixes.size() > kPrefixesMax) {
    left_out.add("packages.left_out", fmt::format("Python's and conda's of {} of {} folders",
                                                  prefixes.size() - kPrefixesMax, prefixes.size()));
    prefixes.resize(kPrefixesMax);
  }
  Facts facts = dpkg(files);
  append(facts, left_out.take());
  append(facts, apk(files));
  append(facts, rpm(files, hashes));
  append(facts, python(files, prefixes));
  append(facts, conda(files, prefixes));
  return facts;
}

}  // namespace gpubench
