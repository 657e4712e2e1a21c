/// The two kinds of ResultFile; open_results chooses.
#pragma once
#include <filesystem>
#include <memory>

#include "results/store.hpp"

namespace gpubench::results {

std::unique_ptr<ResultFile> open_hdf5(const std::filesystem::path& path);
std::unique_ptr<ResultFile> open_journal(const std::filesystem::path& path);

}  // namespace gpubench::results
