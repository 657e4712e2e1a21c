#include "results/report/bundle.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/report/html.hpp"

namespace gpubench::results {
namespace {

/// Several times what it is; a wrong file is refused before it is in every page.
constexpr std::uintmax_t kBundleBytesMax = std::uintmax_t{8} << 20;

}  // namespace

Bundle read_bundle(const std::filesystem::path& path) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed))
    return {"",
            "figures are tables here: their drawing library is not beside the program; scripts/report-bundle "
            "in the source folder gets it (it takes npm and a package registry)"};
  Bundle bundle{read_text(path, kBundleBytesMax), ""};
  try {
    Html().code("script", bundle.code);
  } catch (const std::invalid_argument& error) {
    throw DataError(
        fmt::format("{}: {}: make it again by scripts/report-bundle", path.string(), error.what()));
  }
  return bundle;
}

}  // namespace gpubench::results
