/// H5Node: a group or dataset of a file that may be hostile. Children are reached over hard links only, so
/// nothing leads out of the file and no path is longer than the schema's.
#pragma once
#include <string>
#include <vector>

#include "results/hdf5.hpp"

namespace gpubench::results {

class H5Node {
 public:
  /// place: file and path, for messages.
  H5Node(H5Handle handle, std::string place) : handle_(std::move(handle)), place_(std::move(place)) {}

  bool has(const std::string& name) const;
  /// Throw DataError: not there, a soft or external link, another kind of object.
  H5Node group(const std::string& name) const { return child(name, H5I_GROUP); }
  H5Node dataset(const std::string& name) const { return child(name, H5I_DATASET); }
  /// Names of the children, by name. Throws DataError where there are more than count_max, or no text.
  std::vector<std::string> names(std::size_t count_max) const;

  hid_t id() const { return handle_.get(); }
  const std::string& place() const { return place_; }
  [[noreturn]] void refuse(const std::string& what) const;

 private:
  H5Node child(const std::string& name, H5I_type_t kind) const;
  H5Handle handle_;
  std::string place_;
};

}  // namespace gpubench::results
