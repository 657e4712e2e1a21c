#include "bench/numerics/pooling_reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gpubench {
namespace {

/// Rows or columns of the image that a window holds: begin .. end.
struct Reach {
  std::uint64_t begin, end;
};

Reach reach_of(const PoolingShape& shape, std::uint64_t place) {
  const std::uint64_t first = place * shape.stride;  // of the padded image
  return {first > shape.pad ? first - shape.pad : 0,
          std::min(shape.image, first + shape.window > shape.pad ? first + shape.window - shape.pad : 0)};
}

/// Calls add(channel, x) for each element of the window behind a pixel of y; returns how many pixels it
/// holds.
template <class Add>
std::uint64_t for_window(const PoolingShape& shape, std::span<const float> x, std::uint64_t pixel,
                         const Add& add) {
  const std::uint64_t side = shape.out_size();
  const Reach rows = reach_of(shape, pixel / side % side), columns = reach_of(shape, pixel % side);
  const std::uint64_t image = pixel / (side * side);
  for (std::uint64_t r = rows.begin; r < rows.end; ++r) {
    for (std::uint64_t s = columns.begin; s < columns.end; ++s) {
      const std::uint64_t first = ((image * shape.image + r) * shape.image + s) * shape.channels;
      for (std::uint64_t c = 0; c < shape.channels; ++c) add(c, static_cast<double>(x[first + c]));
    }
  }
  return (rows.end - rows.begin) * (columns.end - columns.begin);
}

}  // namespace

Verdict check_pooling(Pooling kind, const PoolingShape& shape, std::span<const float> x,
                      std::span<const float> y, const RowCheck& check) {
  const RowShape pixels{shape.y_count() / shape.channels, shape.channels};
  if (kind == Pooling::max) {
    const auto largest = [&](std::uint64_t pixel, const RowExpectation& of) {
      std::fill(of.values.begin(), of.values.end(), -std::numeric_limits<double>::infinity());
      for_window(shape, x, pixel,
                 [&](std::uint64_t c, double value) { of.values[c] = std::max(of.values[c], value); });
      return 0.0;
    };
    return check_rows_exact(pixels, y, largest, check);
  }
  const auto average = [&](std::uint64_t pixel, const RowExpectation& of) {
    std::fill(of.values.begin(), of.values.end(), 0);
    std::fill(of.magnitudes.begin(), of.magnitudes.end(), 0);
    const std::uint64_t count = for_window(shape, x, pixel, [&](std::uint64_t c, double value) {
      of.values[c] += value;
      of.magnitudes[c] += std::abs(value);
    });
    for (double& value : of.values) value /= static_cast<double>(count);
    for (double& magnitude : of.magnitudes) magnitude /= static_cast<double>(count);
    return 0.0;
  };
  const auto window = static_cast<double>(shape.window);
  return check_rows(pixels, y, average, {std::max(4.0, window), window * window + 1}, check);
}

}  // namespace gpubench
