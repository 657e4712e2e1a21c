#include "results/hdf5_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "results/error.hpp"

namespace gpubench::results {

H5Handle create_hdf5(const std::filesystem::path& path) {
  h5_prepare();
  const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  // 1.10 is what Debian 12, h5py and h5wasm all read; its chunk indexes and object headers are the small
  // ones. The file is ours alone until it is renamed, and locks fail on some network file systems.
  if (H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110) < 0 ||
      H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG) < 0 ||
      H5Pset_file_locking(access.get(), false, true) < 0)
    throw Error(ExitCode::software, h5_message());
  H5Handle file(H5Fcreate(path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, access.get()), H5Fclose);
  if (file.get() < 0)
    throw CreateError(fmt::format("{}: can't create it: {}", path.string(), std::strerror(errno)));
  return file;
}

H5Handle open_hdf5_file(const std::filesystem::path& path) {
  h5_prepare();
  H5PLset_loading_state(0);  // no file makes us load code
  const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG);
  H5Pset_file_locking(access.get(), false,
                      true);  // published files never change, and some file systems can't lock
  H5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose);
  if (file.get() < 0)
    throw DataError(
        fmt::format("{}: an HDF5 file, but truncated or damaged ({})", path.string(), h5_message()));
  return file;
}

}  // namespace gpubench::results
