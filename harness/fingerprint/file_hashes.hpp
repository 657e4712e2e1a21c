/// FileHashes: the SHA-256 of large files, computed once a host rather than once a process.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/fingerprint/hash_store.hpp"

namespace gpubench {

class FileHashes {
 public:
  /// Keeps them in this process only.
  FileHashes() = default;
  /// Keeps them in the store as well, as far as it can be read and written.
  explicit FileHashes(HashStore store) : store_(std::move(store)) {}
  /// In this user's cache folder. host: its identity.
  static FileHashes of_this_user(const std::string& host);

  /// 64 hexadecimal digits; nothing where the file can't be read, or changes while it is.
  std::optional<std::string> sha256(const std::filesystem::path& file);
  /// Likewise of several. What no store has is computed by one process of the host while the others wait for
  /// it (HashStore::kPatience at most), so that ranks do not all read the same libraries at once.
  std::vector<std::optional<std::string>> sha256(const std::vector<std::filesystem::path>& files);

 private:
  void compute_missing(const std::map<FileIdentity, std::filesystem::path>& missing);

  KnownHashes known_;
  std::optional<HashStore> store_;
};

}  // namespace gpubench
