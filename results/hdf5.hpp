/// Hdf5: the C API's handles as objects, its failures as exceptions with the innermost message, its own
/// printing off.
#pragma once
#include <hdf5.h>

#include <string>
#include <string_view>
#include <utility>

namespace gpubench::results {

class H5Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  H5Handle() = default;
  H5Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  ~H5Handle() {
    if (id_ >= 0 && closer_ != nullptr) closer_(id_);
  }
  H5Handle(H5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
  H5Handle& operator=(H5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  H5Handle(const H5Handle&) = delete;
  H5Handle& operator=(const H5Handle&) = delete;
  hid_t get() const { return id_; }
  /// Closes now and says whether that worked; a file's last bytes are written here.
  herr_t close() { return closer_(std::exchange(id_, -1)); }

 private:
  hid_t id_ = -1;
  Closer closer_ = nullptr;
};

/// Before HDF5 is first used: it prints nothing, as failures are ours to word, and does not tidy up at exit,
/// where after a damaged file it loops and complains. May be called any number of times.
void h5_prepare();

/// What HDF5 says of its last failure, innermost message; one line, never empty.
std::string h5_message();

/// A datatype for text of this many bytes: fixed length, padded with NUL, UTF-8. HDF5 knows no length 0: 1
/// there.
H5Handle h5_text_type(std::size_t bytes);

}  // namespace gpubench::results
