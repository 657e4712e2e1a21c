/// Imported: what other programs measured, before it is made a launch of ours.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

struct ImportedCase {
  std::string name;  ///< "allreduce_latency"
  Axes axes;
  std::string backend = "host";
  std::string unit;  ///< As the source has it: "us", "MB/s"; units.hpp knows which there are.
  bool higher_is_better = false;
  bool distributed = false;  ///< All ranks take part in one operation; a sample is the slowest one's.
  /// [rank][sample], as many for each rank; what is no figure is 0.
  std::vector<std::vector<double>> samples;
  /// What the last digit of the figures is worth, in their unit: of "1.23" 0.01; of several the coarsest. 0
  /// where the source has them in full.
  double step = 0;
  std::string wrong;   ///< What the source itself found wrong with the output; empty where nothing.
  std::string failed;  ///< Why there is no measurement; empty where there is.
  Facts facts;
};

struct ImportedLaunch {
  std::string source;  ///< The program or format it comes from: "Google Benchmark".
  std::string site, allocation, position, started;  ///< Empty where the source does not tell.
  std::int64_t pair = -1;
  std::vector<Fact> environment;
  std::vector<ImportedCase> cases;
};

/// A text in one of the formats that are read. All throw DataError naming place and what is not as it should
/// be.
std::vector<ImportedLaunch> import_samples(const std::string& text, const std::string& place);
std::vector<ImportedLaunch> import_google_benchmark(const std::string& text, const std::string& place);
std::vector<ImportedLaunch> import_nccl_tests(const std::string& text, const std::string& place);
std::vector<ImportedLaunch> import_osu(const std::string& text, const std::string& place);

/// By what the text looks like. Throws DataError where it is none of them, InputError where there is no file.
std::vector<ImportedLaunch> import_file(const std::filesystem::path& path);

/// "2026-01-31T12:34:56+01:00" as UTC with milliseconds, as launches have it; empty where it is no such text.
std::string utc_of(std::string_view time);

}  // namespace gpubench::results
