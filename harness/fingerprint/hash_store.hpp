/// HashStore: what FileHashes found, kept for the next process in a folder of this user's own.
#pragma once
#include <sys/stat.h>

#include <chrono>
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
/// images are built with all modification times alike. File systems that keep whole seconds (squashfs, on
/// which Apptainer's images lie) have no such time of their own: two builds of an image may agree in all that
/// stat(2) says, so there a sample of the content is added.
struct FileIdentity {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0, changed = 0;  ///< Nanoseconds since 1970.
  std::uint32_t sample = 0;                ///< sample_of() where changed has whole seconds, else 0.
  friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// By what stat(2) says; nothing where there is no such regular file, or it is to be sampled and can't be
/// read.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);
/// Likewise, where status is what stat(2) said.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file, const struct stat& status);

/// CRC-32 of sixteen parts of 4 KiB, from the first to the last at equal distances: linkers write a build id,
/// tables and sizes that move with any change. A patch of some bytes between them is not seen. Nothing where
/// the file can't be read.
std::optional<std::uint32_t> sample_of(const std::filesystem::path& file, std::uint64_t size);

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
  /// Adds to what is there; whoever reads meanwhile sees the old file or the new one. Stores that nobody
  /// added to for kForgotten, of hosts before they booted again, are removed. False where it can't be
  /// written.
  bool add(const KnownHashes& hashes) const;
  /// For one process at a time. Waits for the one that holds it; nothing where that takes longer than
  /// kPatience, or the folder's file system has no locks: then everybody helps himself.
  std::optional<results::FileDescriptor> lock() const;

  static constexpr std::chrono::days kForgotten{30};
  static constexpr std::chrono::seconds kPatience{30};  ///< 10 GB of libraries at 400 MB/s.

 private:
  void remove_forgotten() const;

  std::filesystem::path file_;
};

}  // namespace gpubench
