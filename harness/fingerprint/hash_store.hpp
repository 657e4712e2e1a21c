/// HashStore: what FileHashes found, kept for the next process in a folder of this user's own.
#pragma once
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "results/file_descriptor.hpp"

namespace gpubench {

/// A file as its system tells it from others and from what it was before. The change time is in it since
/// images are built with all modification times alike; nobody can set it.
struct FileIdentity {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0, changed = 0;  ///< Nanoseconds since 1970.
  friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// By what stat(2) says; nothing where there is no such regular file.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

using KnownHashes = std::map<FileIdentity, std::string>;

/// A line a file: its identity, then its hash. Lines that are not of this form are passed over.
KnownHashes hashes_from_text(std::string_view text);
std::string to_text(const KnownHashes& hashes);

/// Device and inode numbers mean something on one host, until it boots: its identity is in the file's name.
class HashStore {
 public:
  HashStore(const std::filesystem::path& folder, const std::string& host);

  /// Empty where there is no such file, or others could have written it.
  KnownHashes load() const;
  /// Adds to what is there; whoever reads meanwhile sees the old file or the new one. False where it can't be
  /// written.
  bool add(const KnownHashes& hashes) const;
  /// For one process at a time. Waits for the one that holds it; nothing where that takes longer than
  /// kPatience, or the folder's file system has no locks: then everybody helps himself.
  std::optional<results::FileDescriptor> lock() const;

  static constexpr double kPatience = 30;  ///< Seconds: 10 GB of libraries at 400 MB/s.

 private:
  std::filesystem::path file_;
};

}  // namespace gpubench
