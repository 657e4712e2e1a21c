#include "results/hdf5.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

namespace gpubench::results {

void h5_prepare() {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

namespace {

/// What the system said, which HDF5 hands on as "errno = 28" in a long line; 0 where it said nothing.
int system_error_in(const std::string& message) {
  constexpr std::string_view kMark = "errno = ";
  const auto at = message.find(kMark);
  return at == std::string::npos ? 0 : std::atoi(message.c_str() + at + kMark.size());
}

}  // namespace

std::string h5_message() {
  std::string text;
  const H5E_walk2_t keep_first = [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
    auto& message = *static_cast<std::string*>(data);
    if (message.empty() && error->desc != nullptr) message = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  const int code = system_error_in(text);
  if (code == ENOSPC || code == EFBIG || code == EDQUOT) return "disk full or over a limit";
  if (code != 0) return std::strerror(code);
  return text.empty() ? "HDF5 gives no reason" : "HDF5: " + text;
}

H5Handle h5_text_type(std::size_t bytes) {
  H5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  if (type.get() < 0 || H5Tset_size(type.get(), std::max<std::size_t>(bytes, 1)) < 0 ||
      H5Tset_strpad(type.get(), H5T_STR_NULLPAD) < 0 || H5Tset_cset(type.get(), H5T_CSET_UTF8) < 0)
    throw std::bad_alloc();
  return type;
}

}  // namespace gpubench::results
