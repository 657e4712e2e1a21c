#include "results/file_descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

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

void sync_file(const std::filesystem::path& path) {
  sync_path(path, 0);
}

void sync_folder_of(const std::filesystem::path& path) {
  sync_path(folder_of(path), O_DIRECTORY);
}

}  // namespace gpubench::results
