/// LibrarySearch: would the dynamic loader find a library? Asked of files only; nothing is loaded.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gpubench {

/// The loader's own folders (LD_LIBRARY_PATH as at start, then the system's), as it tells them.
std::vector<std::string> loader_folders();

/// Of these, where the system's begin, which the loader asks after its cache: the last ones, each once, of
/// those below /lib* and /usr/lib*. It does not tell which they are.
std::size_t find_system_folders(const std::vector<std::string>& folders);

/// Name to files, of the loader's cache; empty where the text is no cache of glibc 2.2 or later.
/// Source: glibc, sysdeps/generic/dl-cache.h, struct cache_file_new.
std::map<std::string, std::vector<std::string>> parse_loader_cache(const std::string& cache);

class LibrarySearch {
 public:
  /// Over the folders, then the cache's files, then the system's folders.
  LibrarySearch(std::vector<std::string> folders, std::map<std::string, std::vector<std::string>> cache,
                std::vector<std::string> system_folders = {})
      : folders_(std::move(folders)), cache_(std::move(cache)), system_folders_(std::move(system_folders)) {}
  /// As the loader of this process would search.
  static LibrarySearch system();

  /// The first library missing among all that this one needs, and that those need; empty where none is.
  /// Throws std::runtime_error where the library itself can't be read.
  std::string first_missing(const std::filesystem::path& library) const;
  /// Whether dlopen of this name ("libcuda.so.1") from the program would find a file.
  bool finds(const std::string& soname) const { return !find(soname, {}).empty(); }
  /// Every distinct file of this name, links followed, the one that dlopen would take first.
  std::vector<std::filesystem::path> find_all(const std::string& soname) const;

 private:
  std::string first_missing(const std::filesystem::path& library, std::vector<std::string> own_folders,
                            std::set<std::string>& seen) const;
  /// Where a file of this name may lie, in the order the loader looks.
  std::vector<std::filesystem::path> candidates(const std::string& name,
                                                const std::vector<std::string>& own_folders) const;
  /// Empty where there is none.
  std::filesystem::path find(const std::string& name, const std::vector<std::string>& own_folders) const;

  std::vector<std::string> folders_;
  std::map<std::string, std::vector<std::string>> cache_;
  std::vector<std::string> system_folders_;
};

}  // namespace gpubench
