#include "results/open.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/journal.hpp"

namespace gpubench::results {
namespace {

constexpr std::string_view kHdf5Signature("\x89HDF\r\n\x1a\n", 8);

}  // namespace

std::unique_ptr<ResultFile> open_results(const std::filesystem::path& path) {
  open_input(path);  // says what is wrong with the name before anything is read
  if (is_journal(path)) return open_journal(path);
  std::array<char, 8> front{};
  std::ifstream(path, std::ios::binary).read(front.data(), front.size());
  if (std::filesystem::file_size(path) == 0) throw DataError(fmt::format("{}: empty", path.string()));
  if (std::string_view(front.data(), front.size()) != kHdf5Signature)
    throw DataError(fmt::format("{}: neither an HDF5 file nor a journal", path.string()));
  return open_hdf5(path);
}

}  // namespace gpubench::results
