#include "results/file_descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

/// What is opened beside the files asked for, for a moment.
constexpr rlim_t kFilesSpare = 16;
/// Between two looks at a lock: less than anyone notices.
constexpr std::chrono::milliseconds kPoll{5};

void sync_path(const std::filesystem::path& path, int flags) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
  // EINVAL: a file system that has nothing to sync in a folder.
  if (file.get() < 0 || (::fsync(file.get()) != 0 && errno != EINVAL))
    throw IoError(fmt::format("{}: fsync: {}", path.string(), std::strerror(errno)));
}

}  // namespace

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::filesystem::file_type type_of(const std::filesystem::path& path) {
  std::error_code failure;
  const auto type = std::filesystem::status(path, failure).type();
  if (type == std::filesystem::file_type::none)
    throw CreateError(fmt::format("{}: {}", path.string(), failure.message()));
  return type;
}

FileDescriptor open_input(const std::filesystem::path& path) {
  // O_NONBLOCK: a pipe without a writer must not hang us; for a regular file it changes nothing.
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
    throw InputError(fmt::format("{}: {}", path.string(), std::strerror(errno)));
  if (S_ISDIR(status.st_mode))
    throw InputError(fmt::format("{}: a folder; name a result file in it", path.string()));
  if (!S_ISREG(status.st_mode)) throw InputError(fmt::format("{}: not a regular file", path.string()));
  return file;
}

bool lock_within(const FileDescriptor& file, int operation, std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + patience;
  while (::flock(file.get(), operation | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK || Clock::now() >= end) return false;
    std::this_thread::sleep_for(kPoll);
  }
  return true;
}

std::string read_text(const std::filesystem::path& path, std::uintmax_t bytes_max) {
  const FileDescriptor file = open_input(path);
  std::string text;
  std::array<char, 65536> part{};
  for (;;) {  // to its end, not to its size: files of /proc have none
    const ssize_t size = ::read(file.get(), part.data(), part.size());
    if (size == 0) return text;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) throw IoError(fmt::format("{}: read: {}", path.string(), std::strerror(errno)));
    text.append(part.data(), static_cast<std::size_t>(size));
    if (text.size() > bytes_max)
      throw DataError(fmt::format("{}: over {} MiB", path.string(), bytes_max >> 20));
  }
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) throw CreateError(fmt::format("{}: can't be written", path.string()));
  if (!(file << text).flush())
    throw IoError(fmt::format("{}: can't be written: is the disk full?", path.string()));
}

void make_room_for_files(std::size_t count) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;  // whoever opens too many is told then
  // The next file's number is about how many are open.
  const FileDescriptor next(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const rlim_t open = next.get() < 0 ? limit.rlim_cur : static_cast<rlim_t>(next.get());
  if (open + count + kFilesSpare <= limit.rlim_cur) return;
  if (open + count > limit.rlim_max)
    throw InputError(fmt::format(
        "{} files are more than can be open at once (ulimit -Hn: {}): join them with gpubench merge", count,
        limit.rlim_max));
  limit.rlim_cur = std::min(open + count + kFilesSpare, limit.rlim_max);
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
    throw InputError(fmt::format("setrlimit, to open {} files: {}", count, std::strerror(errno)));
}

void sync_file(const std::filesystem::path& path) {
  sync_path(path, 0);
}

void sync_folder_of(const std::filesystem::path& path) {
  sync_path(folder_of(path), O_DIRECTORY);
}

}  // namespace gpubench::results
