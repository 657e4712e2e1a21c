/// FftPlan: the transform of one type and shape, as one library computes it.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "bench/api/backend.hpp"

namespace gpubench {

enum class FftDirection { forward, inverse };

class FftPlan {
 public:
  virtual ~FftPlan() = default;
  /// Out of place, without scaling; leaves `in` as it was. Addresses of the backend's memory.
  virtual void enqueue(Stream& stream, FftDirection direction, void* in, void* out) = 0;
  /// Whether the library says that the same transform gives the same bits again, on one device.
  virtual bool promises_identical_repeats() const { return true; }
  virtual std::vector<std::pair<std::string, std::string>> facts() const = 0;
};

}  // namespace gpubench
