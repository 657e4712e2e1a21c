// Which format a text is in.
#include <fmt/format.h>

#include <array>

#include "results/check.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/import/imported.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

/// A JSON of so many bytes is a gigabyte or two in memory.
constexpr std::uintmax_t kBytesMax = std::uintmax_t{1} << 28;

}  // namespace

std::vector<ImportedLaunch> import_file(const std::filesystem::path& path) {
  const std::string text = read_text(path, kBytesMax), place = path.string();
  if (!is_text(text)) throw DataError(fmt::format("{}: not UTF-8 text", place));
  const std::size_t front = text.find_first_not_of(" \t\r\n");
  if (front == std::string::npos) throw DataError(place + ": empty");
  if (text[front] == '{')
    return text.find("\"gpubench-samples/") != std::string::npos ? import_samples(text, place)
                                                                 : import_google_benchmark(text, place);
  if (text.find("# OSU ") != std::string::npos) return import_osu(text, place);
  if (text.find("# nThread ") != std::string::npos) return import_nccl_tests(text, place);
  throw DataError(
      place +
      ": none of gpubench-samples/1 JSON, Google Benchmark JSON, output of nccl-tests or of the OSU "
      "benchmarks");
}

}  // namespace gpubench::results
