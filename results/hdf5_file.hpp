/// Hdf5File: files created and opened the way every file of ours is.
#pragma once
#include <filesystem>

#include "results/hdf5.hpp"

namespace gpubench::results {

/// A new file in the format that HDF5 1.10 reads. Throws CreateError where it is there or can't be made.
H5Handle create_hdf5(const std::filesystem::path& path);

/// For reading; no plugin is loaded for it. Throws DataError where it is truncated or damaged.
H5Handle open_hdf5_file(const std::filesystem::path& path);

}  // namespace gpubench::results
