/// Import: other programs' measurements as a result file, to take part in the same statistics.
#pragma once
#include <filesystem>
#include <vector>

#include "results/import/imported.hpp"

namespace gpubench::results {

/// Operations in a stored sample: figures of other programs have decimals of a nanosecond, samples are whole
/// ones.
inline constexpr std::uint64_t kImportedBatch = 100000;

/// Rates become the time of an amount of one (1 GB, 1 Gflop, 1 item), so that samples are times everywhere;
/// the effect on ln is the same. What a source does not tell is not there. Throws DataError naming place: a
/// unit that is not known, ranks of different numbers of samples, a figure over 25 hours.
Case case_of(const ImportedCase& imported, const std::string& place);

/// The launch's id is made of its content: imported twice it is the same launch.
Launch launch_of(const ImportedLaunch& imported, const std::vector<Case>& cases);

struct ImportOptions {
  std::string site;      ///< Of launches whose source does not tell; empty: missing.
  bool replace = false;  ///< An existing output.
};

/// Every launch of these files in one new result file. Returns how many launches there are. Throws DataError,
/// InputError, and as StoreWriter.
std::size_t import_files(const std::vector<std::filesystem::path>& inputs,
                         const std::filesystem::path& output, const ImportOptions& options);

}  // namespace gpubench::results
