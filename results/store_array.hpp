/// Store arrays: numeric datasets and compound tables, written small and read with every size checked first.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "results/hdf5.hpp"

namespace gpubench::results {

/// Creates a dataset and writes it whole: in its object header where it is tiny, else chunked with shuffle,
/// deflate 1 and fletcher32. Throws IoError naming the dataset.
H5Handle write_dataset(hid_t parent, const std::string& name, hid_t type, const std::vector<hsize_t>& extents,
                       const void* data);

/// A dataset's shape, after it was found to be what its shape and the file's size allow: storage inside the
/// file, no filters but ours, all chunks there, none larger than a chunk of ours may be, no more than
/// bytes_max unpacked. Throws DataError naming place.
std::vector<hsize_t> checked_extents(hid_t dataset, std::size_t rank, std::size_t bytes_max,
                                     std::uint64_t file_bytes, const std::string& place);

}  // namespace gpubench::results
