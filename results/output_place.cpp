#include "results/output_place.hpp"

#include <fmt/format.h>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench::results {

namespace fs = std::filesystem;

void require_output_place(const fs::path& output, bool replace, std::string_view option) {
  const auto refuse = [&](std::string_view what, std::string_view instead) {
    throw CreateError(fmt::format("{}: {}: give {} {}", output.string(), what, option, instead));
  };
  if (output.empty()) throw CreateError(fmt::format("{}: the name is empty: give a file name", option));
  std::error_code ignored;
  switch (type_of(output)) {
    case fs::file_type::not_found:
      if (fs::is_symlink(fs::symlink_status(output, ignored))) refuse("is a link to nothing", "another name");
      return;
    case fs::file_type::regular:
      if (!replace) refuse("exists", "another name, or --force to replace it");
      return;
    case fs::file_type::directory:
      return refuse("is a folder", "a file name");
    default:
      return refuse("is no regular file", "another name");
  }
}

}  // namespace gpubench::results
