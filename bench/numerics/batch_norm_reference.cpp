#include "bench/numerics/batch_norm_reference.hpp"

#include <algorithm>
#include <cmath>

#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

/// Channels that a thread sums at a time: a cache line of f32.
constexpr std::uint64_t kGrain = 16;

/// Calls add(channel, x) for each element of the channels begin .. end, pixel by pixel.
template <class Add>
void for_channels(RowShape shape, std::span<const float> x, std::uint64_t begin, std::uint64_t end,
                  const Add& add) {
  for (std::uint64_t pixel = 0; pixel < shape.rows; ++pixel) {
    for (std::uint64_t c = begin; c < end; ++c) add(c, static_cast<double>(x[pixel * shape.columns + c]));
  }
}

/// One row of as many elements as there are channels, whose values and magnitudes are known.
Verdict check_channels(RowShape shape, std::span<const float> found, const std::vector<double>& values,
                       const std::vector<double>& magnitudes, double phi, RowCheck check) {
  const auto reference = [&](std::uint64_t, const RowExpectation& of) {
    std::copy(values.begin(), values.end(), of.values.begin());
    std::copy(magnitudes.begin(), magnitudes.end(), of.magnitudes.begin());
    return 0.0;
  };
  check.output = kF32;  // whatever the type of y
  return check_rows({1, shape.columns}, found, reference, {phi, static_cast<double>(shape.rows)}, check);
}

}  // namespace

ChannelStatistics statistics_of(RowShape shape, std::span<const float> x, int threads) {
  const std::vector<double> zeros(shape.columns);
  ChannelStatistics of{zeros, zeros, zeros, zeros};
  const auto pixels = static_cast<double>(shape.rows);
  for_parts(shape.columns, kGrain, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for_channels(shape, x, begin, end, [&](std::uint64_t c, double value) {
      of.mean[c] += value / pixels;
      of.mean_magnitude[c] += std::abs(value) / pixels;
    });
    for_channels(shape, x, begin, end, [&](std::uint64_t c, double value) {
      const double distance = value - of.mean[c], magnitude = std::abs(value) + std::abs(of.mean[c]);
      of.variance[c] += distance * distance / pixels;
      of.variance_magnitude[c] += magnitude * magnitude / pixels;
    });
  });
  return of;
}

Verdict check_batch_norm(RowShape shape, std::span<const float> x, const NormScale& scale,
                         const ChannelStatistics& statistics, bool computed, std::span<const float> y,
                         const RowCheck& check) {
  const auto reference = [&](std::uint64_t row, const RowExpectation& of) {
    for (std::uint64_t c = 0; c < shape.columns; ++c) {
      const double value = static_cast<double>(x[row * shape.columns + c]), mean = statistics.mean[c];
      const double gamma = static_cast<double>(scale.gamma[c]), beta = static_cast<double>(scale.beta[c]);
      const double inverse = spread_of(Spread::inverse_sigma, statistics.variance[c], scale.epsilon);
      of.values[c] = gamma * (value - mean) * inverse + beta;
      of.magnitudes[c] = std::abs(gamma) * (std::abs(value) + std::abs(mean)) * inverse + std::abs(beta);
    }
    return 0.0;
  };
  const double pixels = computed ? static_cast<double>(shape.rows) : 0;
  return check_rows(shape, y, reference, {8 + 2 * std::sqrt(pixels), std::max(16.0, pixels)}, check);
}

Verdict check_channel_means(RowShape shape, const ChannelStatistics& statistics, std::span<const float> mean,
                            const RowCheck& check) {
  const double phi = std::max(4.0, std::sqrt(static_cast<double>(shape.rows)));
  return check_channels(shape, mean, statistics.mean, statistics.mean_magnitude, phi, check);
}

Verdict check_channel_spreads(RowShape shape, const ChannelStatistics& statistics, Spread kind, float epsilon,
                              std::span<const float> spread, const RowCheck& check) {
  std::vector<double> values(shape.columns), magnitudes = statistics.variance_magnitude;
  for (std::uint64_t c = 0; c < shape.columns; ++c) {
    values[c] = spread_of(kind, statistics.variance[c], epsilon);
    if (kind == Spread::inverse_sigma) magnitudes[c] *= values[c] * values[c] * values[c] / 2;
  }
  const double phi = 8 + 2 * std::sqrt(static_cast<double>(shape.rows));
  return check_channels(shape, spread, values, magnitudes, phi, check);
}

}  // namespace gpubench
