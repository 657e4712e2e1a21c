#include "harness/library_search.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "harness/elf.hpp"
#include "harness/system_files.hpp"

namespace gpubench {
namespace {

/// The cache's layout on disk, all in the machine's own byte order.
struct CacheHeader {
  char magic[20];  // "glibc-ld.so.cache1.1", no final zero
  std::uint32_t libraries;
  std::uint32_t strings_bytes;
  std::uint32_t unused[5];
};
struct CacheEntry {
  std::int32_t flags;
  std::uint32_t name, file;  // offsets from the header
  std::uint32_t os_version;
  std::uint64_t hardware;
};
constexpr char kMagic[] = "glibc-ld.so.cache1.1";

std::string text_at(const std::string& cache, std::size_t offset) {
  if (offset >= cache.size()) return {};
  const std::size_t end = cache.find('\0', offset);
  return end == std::string::npos ? std::string() : cache.substr(offset, end - offset);
}

bool readable_library(const std::filesystem::path& file) {
  try {
    read_elf_needs(file);
    return true;
  } catch (const std::exception&) {  // absent or of another machine: the loader goes on searching too
    return false;
  }
}

}  // namespace

std::vector<std::string> loader_folders() {
  void* self = dlopen(nullptr, RTLD_LAZY);
  Dl_serinfo size{};
  if (self == nullptr || dlinfo(self, RTLD_DI_SERINFOSIZE, &size) != 0) return {};
  std::vector<std::uint64_t> buffer((size.dls_size + 7) / 8);
  auto* info = reinterpret_cast<Dl_serinfo*>(buffer.data());
  if (dlinfo(self, RTLD_DI_SERINFOSIZE, info) != 0 || dlinfo(self, RTLD_DI_SERINFO, info) != 0) return {};
  std::vector<std::string> folders;
  for (unsigned i = 0; i < info->dls_cnt; ++i) folders.emplace_back(info->dls_serpath[i].dls_name);
  return folders;
}

std::size_t find_system_folders(const std::vector<std::string>& folders) {
  std::set<std::string> seen;
  std::size_t begin = folders.size();
  for (; begin > 0; --begin) {
    const std::string& folder = folders[begin - 1];
    if (!folder.starts_with("/lib") && !folder.starts_with("/usr/lib")) break;
    if (!seen.insert(folder).second) break;
  }
  return begin;
}

std::map<std::string, std::vector<std::string>> parse_loader_cache(const std::string& cache) {
  std::map<std::string, std::vector<std::string>> files;
  const std::size_t begin = cache.find(kMagic);  // an older cache may stand before it
  CacheHeader header;
  if (begin == std::string::npos || cache.size() - begin < sizeof header) return files;
  std::memcpy(&header, cache.data() + begin, sizeof header);
  const std::string body = cache.substr(begin);
  if (header.libraries > (body.size() - sizeof header) / sizeof(CacheEntry)) return files;
  for (std::uint32_t i = 0; i < header.libraries; ++i) {
    CacheEntry entry;
    std::memcpy(&entry, body.data() + sizeof header + i * sizeof entry, sizeof entry);
    files[text_at(body, entry.name)].push_back(text_at(body, entry.file));
  }
  return files;
}

LibrarySearch LibrarySearch::system() {
  std::vector<std::string> folders = loader_folders();
  const auto system = folders.begin() + static_cast<std::ptrdiff_t>(find_system_folders(folders));
  std::vector<std::string> system_folders(system, folders.end());
  folders.erase(system, folders.end());
  return {std::move(folders), parse_loader_cache(SystemFiles().text("/etc/ld.so.cache").value_or("")),
          std::move(system_folders)};
}

std::string LibrarySearch::first_missing(const std::filesystem::path& library) const {
  std::set<std::string> seen;
  return first_missing(library, {}, seen);
}

std::string LibrarySearch::first_missing(const std::filesystem::path& library,
                                         std::vector<std::string> own_folders,
                                         std::set<std::string>& seen) const {
  const ElfNeeds needs = read_elf_needs(library);
  // An RPATH also serves what the library needs in turn; RUNPATH does not, but to search there too only makes
  // this answer kinder than the loader's, which has the last word.
  own_folders.insert(own_folders.end(), needs.folders.begin(), needs.folders.end());
  for (const std::string& name : needs.libraries) {
    if (!seen.insert(name).second) continue;
    const std::filesystem::path file = find(name, own_folders);
    if (file.empty()) return name;
    if (std::string missing = first_missing(file, own_folders, seen); !missing.empty()) return missing;
  }
  return {};
}

std::vector<std::filesystem::path> LibrarySearch::find_all(const std::string& soname) const {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& file : candidates(soname, {})) {
    if (!readable_library(file)) continue;
    std::error_code failed;
    const auto real = std::filesystem::canonical(file, failed);
    if (!failed && std::find(files.begin(), files.end(), real) == files.end()) files.push_back(real);
  }
  return files;
}

std::filesystem::path LibrarySearch::find(const std::string& name,
                                          const std::vector<std::string>& own_folders) const {
  for (const std::filesystem::path& file : candidates(name, own_folders))
    if (readable_library(file)) return file;
  return {};
}

std::vector<std::filesystem::path> LibrarySearch::candidates(
    const std::string& name, const std::vector<std::string>& own_folders) const {
  if (name.find('/') != std::string::npos) return {name};
  std::vector<std::filesystem::path> files;
  const auto add_folders = [&](const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) files.push_back(std::filesystem::path(folder) / name);
  };
  add_folders(own_folders);
  add_folders(folders_);
  if (const auto known = cache_.find(name); known != cache_.end())
    files.insert(files.end(), known->second.begin(), known->second.end());
  add_folders(system_folders_);
  return files;
}

}  // namespace gpubench
