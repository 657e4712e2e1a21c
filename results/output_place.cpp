#include "results/output_place.hpp"

#include <fmt/format.h>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench::results {

namespace fs = std::filesystem;

void require_output_place(const fs::path& output, bool replace) {
  const auto refuse = [&](const char* what) {
    throw CreateError(fmt::format("{}: {}", output.string(), what));
  };
  std::error_code ignored;
  switch (type_of(output)) {
    case fs::file_type::not_found:
      if (fs::is_symlink(fs::symlink_status(output, ignored)))
        refuse("is a link to nothing: give --output another name");
      return;
    case fs::file_type::regular:
      if (!replace) refuse("exists: give --output another name, or --force to replace it");
      return;
    case fs::file_type::directory:
      return refuse("is a folder: give --output a file name");
    default:
      return refuse("is no regular file: give --output another name");
  }
}

}  // namespace gpubench::results
