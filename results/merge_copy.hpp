/// StudyCopy: groups of one HDF5 file copied into another, whole.
#pragma once
#include <string>
#include <vector>

#include "results/hdf5_node.hpp"
#include "results/store.hpp"

namespace gpubench::results {

class StudyCopy {
 public:
  /// study: the file that receives them.
  explicit StudyCopy(hid_t study);

  /// launch/<ulid> with everything below it. Throws DataError where something in it leads out of the file or
  /// can't be copied as it is (a reference in an unknown object), IoError.
  void add_launch(const H5Node& root, const std::string& ulid, const std::vector<CaseIndex>& cases) const;
  /// What the file has at its root beside its launches, into merged/<hash of the file>; what it had joined
  /// itself keeps its place there.
  void add_rest(const H5Node& root) const;

 private:
  H5Handle launches_, merged_;
};

}  // namespace gpubench::results
