#include "results/store_array.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

/// Data up to here lie in the object header: a chunk, its index and its filters cost more than they save.
constexpr std::size_t kCompactBytesMax = 512;
/// Large enough to compress well, small enough that a reader of one rank's row reads little else.
constexpr std::size_t kChunkBytes = std::size_t{1} << 18;
/// What a reader accepts; a hostile chunk can inflate to 1032 times this before it is refused.
constexpr std::size_t kChunkBytesMax = 2 * kChunkBytes;
/// More chunks than the largest matrix needs; the library walks the index once a chunk.
constexpr std::uint64_t kChunksMax = 16384;
/// The most deflate can expand: 258 bytes from 2 bits.
constexpr std::uint64_t kInflationMax = 1032;

/// Whole rows where they fit, else a part of one.
std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& extents, std::size_t element_bytes) {
  std::vector<hsize_t> chunk(extents.size(), 1);
  hsize_t room = std::max<hsize_t>(1, kChunkBytes / element_bytes);
  for (std::size_t i = extents.size(); i-- > 0;) {
    chunk[i] = std::min(extents[i], room);
    room = std::max<hsize_t>(1, room / chunk[i]);
  }
  return chunk;
}

H5Handle creation_properties(const std::vector<hsize_t>& extents, std::size_t element_bytes) {
  H5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  const hid_t id = properties.get();
  hsize_t bytes = element_bytes;
  for (const hsize_t extent : extents) bytes *= extent;
  // Without the hint each header keeps room for attributes, which few datasets get: a sixth of a quick file.
  bool good = H5Pset_fill_time(id, H5D_FILL_TIME_NEVER) >= 0 && H5Pset_obj_track_times(id, false) >= 0 &&
              H5Pset_dset_no_attrs_hint(id, true) >= 0;
  if (bytes <= kCompactBytesMax) {
    good = good && H5Pset_layout(id, H5D_COMPACT) >= 0;
  } else {
    const auto chunk = chunk_shape(extents, element_bytes);
    good = good && H5Pset_chunk(id, static_cast<int>(chunk.size()), chunk.data()) >= 0 &&
           H5Pset_shuffle(id) >= 0 && H5Pset_deflate(id, 1) >= 0 && H5Pset_fletcher32(id) >= 0;
  }
  if (!good) throw IoError(h5_message());
  return properties;
}

/// Refuses what could make HDF5 read elsewhere or load code: external files, virtual datasets, foreign
/// filters.
void check_sources(hid_t properties, const std::string& place) {
  if (H5Pget_layout(properties) == H5D_VIRTUAL || H5Pget_external_count(properties) != 0)
    throw DataError(place + ": its data lie in another file; only self-contained files are read");
  const int filters = H5Pget_nfilters(properties);
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    unsigned config = 0;
    std::size_t values = 0;
    const auto filter =
        H5Pget_filter2(properties, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, &config);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
      throw DataError(fmt::format("{}: filter {} is none of deflate, shuffle, fletcher32", place,
                                  static_cast<int>(filter)));
  }
}

/// The bytes all chunks take in the file; each is there and no larger than it can honestly be.
std::uint64_t checked_chunk_bytes(hid_t dataset, hid_t properties, hid_t space,
                                  const std::vector<hsize_t>& extents, std::size_t element_bytes,
                                  std::uint64_t file_bytes, const std::string& place) {
  std::vector<hsize_t> chunk(extents.size());
  if (H5Pget_chunk(properties, static_cast<int>(chunk.size()), chunk.data()) !=
      static_cast<int>(chunk.size()))
    throw DataError(place + ": chunks of another rank");
  std::uint64_t bytes = element_bytes;
  std::uint64_t count = 1;
  for (std::size_t i = 0; i < chunk.size(); ++i) {
    if (chunk[i] == 0 || chunk[i] > kChunkBytesMax / bytes)
      throw DataError(fmt::format("{}: chunks are larger than {} KiB", place, kChunkBytesMax / 1024));
    bytes *= chunk[i];
    count *= extents[i] / chunk[i] + (extents[i] % chunk[i] != 0);
    if (count > kChunksMax || count > file_bytes) throw DataError(place + ": too many chunks");
  }
  hsize_t present = 0;
  if (H5Dget_num_chunks(dataset, space, &present) < 0 || present != count)
    throw DataError(fmt::format("{}: {} of {} chunks are there", place, present, count));
  std::uint64_t stored = 0;
  for (hsize_t i = 0; i < present; ++i) {
    std::vector<hsize_t> offset(extents.size());
    unsigned mask = 0;
    haddr_t address = 0;
    hsize_t size = 0;
    if (H5Dget_chunk_info(dataset, space, i, offset.data(), &mask, &address, &size) < 0)
      throw DataError(fmt::format("{}: {}", place, h5_message()));
    // Deflate never grows its input by more than 0.1 % and a few bytes; fletcher32 adds four.
    if (size > bytes + bytes / 64 + 64)
      throw DataError(place + ": a chunk is larger in the file than unpacked");
    stored += size;
  }
  return stored;
}

}  // namespace

H5Handle write_dataset(hid_t parent, const std::string& name, hid_t type, const std::vector<hsize_t>& extents,
                       const void* data) {
  const H5Handle space(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose);
  const H5Handle properties = creation_properties(extents, H5Tget_size(type));
  H5Handle dataset(
      H5Dcreate2(parent, name.c_str(), type, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
      H5Dclose);
  const bool any = std::find(extents.begin(), extents.end(), hsize_t{0}) == extents.end();
  if (dataset.get() < 0 || (any && H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) < 0))
    throw IoError(fmt::format("dataset {}: {}", name, h5_message()));
  return dataset;
}

std::vector<hsize_t> checked_extents(hid_t dataset, std::size_t rank, std::size_t bytes_max,
                                     std::uint64_t file_bytes, const std::string& place) {
  const H5Handle space(H5Dget_space(dataset), H5Sclose);
  const H5Handle type(H5Dget_type(dataset), H5Tclose);
  const H5Handle properties(H5Dget_create_plist(dataset), H5Pclose);
  if (space.get() < 0 || type.get() < 0 || properties.get() < 0)
    throw DataError(fmt::format("{}: {}", place, h5_message()));
  if (H5Sget_simple_extent_type(space.get()) != H5S_SIMPLE ||
      H5Sget_simple_extent_ndims(space.get()) != static_cast<int>(rank))
    throw DataError(fmt::format("{}: not of {} dimensions", place, rank));
  std::vector<hsize_t> extents(rank);
  H5Sget_simple_extent_dims(space.get(), extents.data(), nullptr);
  check_sources(properties.get(), place);

  const std::size_t element_bytes = H5Tget_size(type.get());
  std::uint64_t bytes = element_bytes;
  for (const hsize_t extent : extents) {
    if (bytes == 0 || extent > bytes_max / bytes) throw DataError(place + ": larger than any result may be");
    bytes *= std::max<hsize_t>(extent, 1);
  }
  if (bytes == 0 || std::find(extents.begin(), extents.end(), hsize_t{0}) != extents.end()) return extents;
  const bool chunked = H5Pget_layout(properties.get()) == H5D_CHUNKED;
  const std::uint64_t stored = chunked ? checked_chunk_bytes(dataset, properties.get(), space.get(), extents,
                                                             element_bytes, file_bytes, place)
                                       : H5Dget_storage_size(dataset);
  const std::uint64_t allowed = chunked ? stored * kInflationMax : stored;
  if (stored > file_bytes || bytes > allowed)
    throw DataError(fmt::format("{}: {} bytes can't come from the {} stored", place, bytes, stored));
  return extents;
}

}  // namespace gpubench::results
