/// Whether pooling was computed right, in float32: x [batch, image, image, channels] and y [batch, out, out,
/// channels], NHWC without gaps.
#pragma once
#include <cstdint>
#include <span>

#include "bench/numerics/row_check.hpp"

namespace gpubench {

enum class Pooling { max, average };

/// Windows that reach beyond the image hold what is within: padding is no value, and does not count.
struct PoolingShape {
  std::uint64_t batch = 0, channels = 0, image = 0, window = 0, stride = 1, pad = 0;

  std::uint64_t out_size() const { return (image + 2 * pad - window) / stride + 1; }
  std::uint64_t x_count() const { return batch * image * image * channels; }
  std::uint64_t y_count() const { return batch * out_size() * out_size() * channels; }
};

/// Of whole pixels of y, as check_rows() chooses them. max: exactly. average: phi = max(4, sqrt(window^2)),
/// S = sum |x| / count.
Verdict check_pooling(Pooling kind, const PoolingShape& shape, std::span<const float> x,
                      std::span<const float> y, const RowCheck& check);

}  // namespace gpubench
