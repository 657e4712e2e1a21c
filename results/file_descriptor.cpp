#include "results/file_descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

/// What is opened beside the files asked for, for a moment.
constexpr rlim_t kFilesSpare = 16;

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

std::string read_text(const std::filesystem::path& path, std::uintmax_t bytes_max) {
  open_input(path);  // says what is wrong with the name
  if (std::filesystem::file_size(path) > bytes_max)
    throw DataError(fmt::format("{}: over {} MiB", path.string(), bytes_max >> 20));
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw IoError(fmt::format("{}: can't be read", path.string()));
  return text;
}

void make_room_for_files(std::size_t count) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;  // whoever opens too many is told then
  // The next file's number is about how many are open.
  const FileDescriptor next(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const rlim_t needed =
      (next.get() < 0 ? limit.rlim_cur : static_cast<rlim_t>(next.get())) + count + kFilesSpare;
  if (needed <= limit.rlim_cur) return;
  if (needed > limit.rlim_max)
    throw InputError(fmt::format(
        "{} files are more than can be open at once (ulimit -Hn: {}): join them with gpubench merge", count,
        limit.rlim_max));
  limit.rlim_cur = needed;
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
