#include "results/publish.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench::results {

void publish(const std::filesystem::path& temporary, const std::filesystem::path& target, bool replace) {
  sync_file(temporary);
  const int flags = replace ? 0 : RENAME_NOREPLACE;
  int failed = ::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, target.c_str(), flags);
  if (failed != 0 && errno == EINVAL &&
      !replace) {  // a file system without RENAME_NOREPLACE: a link refuses too
    failed = ::link(temporary.c_str(), target.c_str());
    if (failed == 0) ::unlink(temporary.c_str());
  }
  if (failed != 0 && errno == EEXIST)
    throw CreateError(
        fmt::format("{}: exists; choose another name or replace it with --force", target.string()));
  if (failed != 0) throw IoError(fmt::format("{}: rename: {}", target.string(), std::strerror(errno)));
  sync_folder_of(target);
}

}  // namespace gpubench::results
