#include "harness/fingerprint/hash_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "harness/fingerprint/cache_folder.hpp"
#include "harness/system_files.hpp"

namespace gpubench {
namespace {

using results::FileDescriptor;

/// Of a store: some thousands of libraries. A longer file is not ours.
constexpr std::size_t kStoreBytesMax = 1 << 20;
constexpr std::size_t kEntriesMax = 4096;
constexpr std::string_view kHead = "gpubench file hashes 2";

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// The number at the text's beginning and the space behind it, taken off; nothing where there is none.
template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != ' ') return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return true;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// All of a file that this user wrote and nobody else could; empty for any other.
std::string read_private_file(const std::filesystem::path& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_uid != geteuid() || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return {};
  std::string text(kStoreBytesMax + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return size > kStoreBytesMax ? std::string() : text;
}

}  // namespace

std::optional<FileIdentity> identity_of(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return identity_of(file, status);
}

std::optional<FileIdentity> identity_of(const std::filesystem::path& file, const struct stat& status) {
  FileIdentity identity{status.st_dev,
                        status.st_ino,
                        static_cast<std::uint64_t>(status.st_size),
                        nanoseconds(status.st_mtim),
                        nanoseconds(status.st_ctim),
                        0};
  if (status.st_ctim.tv_nsec != 0) return identity;
  const auto sample = sample_of(file, identity.size);
  if (!sample) return std::nullopt;
  identity.sample = *sample;
  return identity;
}

std::optional<std::uint32_t> sample_of(const std::filesystem::path& file, std::uint64_t size) {
  constexpr std::uint64_t kParts = 16;
  const FileDescriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (open.get() < 0) return std::nullopt;
  std::array<unsigned char, 4096> part{};
  const std::uint64_t last = size > part.size() ? size - part.size() : 0;
  uLong sample = 0;
  for (std::uint64_t i = 0; i < kParts; ++i) {
    const auto offset = static_cast<off_t>(last / (kParts - 1) * i + last % (kParts - 1) * i / (kParts - 1));
    const ssize_t got = ::pread(open.get(), part.data(), part.size(), offset);
    if (got < 0) return std::nullopt;
    sample = crc32_z(sample, part.data(), static_cast<std::size_t>(got));
  }
  return static_cast<std::uint32_t>(sample);
}

KnownHashes hashes_from_text(std::string_view text) {
  KnownHashes hashes;
  const auto lines = split_lines(text);
  if (lines.empty() || lines.front() != kHead) return hashes;
  for (std::string_view line : lines) {
    FileIdentity file;
    if (take_number(line, file.device) && take_number(line, file.inode) && take_number(line, file.size) &&
        take_number(line, file.modified) && take_number(line, file.changed) &&
        take_number(line, file.sample) && is_hash(line))
      hashes.insert_or_assign(file, std::string(line));
  }
  return hashes;
}

std::string to_text(const KnownHashes& hashes) {
  std::string text(kHead);
  text += '\n';
  for (const auto& [file, hash] : hashes)
    text += fmt::format("{} {} {} {} {} {} {}\n", file.device, file.inode, file.size, file.modified,
                        file.changed, file.sample, hash);
  return text;
}

HashStore::HashStore(const std::filesystem::path& folder, const std::string& host)
    : file_(folder / ("file-hashes-" + host)) {}

KnownHashes HashStore::load() const {
  if (!is_private_folder(file_.parent_path())) return {};
  return hashes_from_text(read_private_file(file_));
}

bool HashStore::add(const KnownHashes& hashes) const {
  if (!is_private_folder(file_.parent_path())) return false;
  remove_forgotten();
  KnownHashes all = load();
  for (const auto& [file, hash] : hashes) all.insert_or_assign(file, hash);
  if (all.size() > kEntriesMax) all = hashes;  // files come and go: begin again
  const std::string text = to_text(all);
  std::string name = file_.string() + ".XXXXXX";
  const FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));  // mode 0600
  if (file.get() < 0) return false;
  const bool whole = ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (whole && std::rename(name.c_str(), file_.c_str()) == 0) return true;
  ::unlink(name.c_str());
  return false;
}

void HashStore::remove_forgotten() const {
  namespace fs = std::filesystem;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(file_.parent_path(), failure)) {
    const bool is_store = entry.path().filename().string().starts_with("file-hashes-");
    const auto written = entry.last_write_time(failure);
    if (is_store && entry.path() != file_ && !failure &&
        fs::file_time_type::clock::now() - written > kForgotten)
      fs::remove(entry.path(), failure);  // what can't be removed takes some kilobytes
  }
}

std::optional<FileDescriptor> HashStore::lock() const {
  if (!is_private_folder(file_.parent_path())) return std::nullopt;
  FileDescriptor file(
      ::open((file_.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.get() < 0) return std::nullopt;
  if (!results::lock_within(file, LOCK_EX, kPatience)) return std::nullopt;
  return file;
}

}  // namespace gpubench
