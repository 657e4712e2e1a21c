/// Whether batch norm was computed right, in float32: x and y [pixels, channels], row-major, each channel
/// normalised over all pixels of all images.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "bench/numerics/row_reference.hpp"
#include "bench/numerics/spread.hpp"

namespace gpubench {

/// Of each channel, in float64, and the magnitudes S that were added up for it.
struct ChannelStatistics {
  std::vector<double> mean, variance;      ///< variance = sum (x - mean)^2 / pixels
  std::vector<double> mean_magnitude;      ///< sum |x| / pixels
  std::vector<double> variance_magnitude;  ///< sum (|x| + |mean|)^2 / pixels
};

ChannelStatistics statistics_of(RowShape shape, std::span<const float> x, int threads);

/// y = gamma (x - mean) / sqrt(variance + epsilon) + beta. S = |gamma| (|x| + |mean|) / sigma + |beta|; phi
/// is 8 and, where the statistics were computed along with it, 2 sqrt(pixels) more. The rows that
/// check_rows() chooses.
Verdict check_batch_norm(RowShape shape, std::span<const float> x, const NormScale& scale,
                         const ChannelStatistics& statistics, bool computed, std::span<const float> y,
                         const RowCheck& check);

/// The mean of every channel: phi = max(4, sqrt(pixels)), S = sum |x| / pixels.
Verdict check_channel_means(RowShape shape, const ChannelStatistics& statistics, std::span<const float> mean,
                            const RowCheck& check);

/// Its spread: phi = 8 + 2 sqrt(pixels), S = sum (|x| + |mean|)^2 / pixels; of inverse_sigma that over
/// 2 sigma^3, by which an error of the variance reaches it.
Verdict check_channel_spreads(RowShape shape, const ChannelStatistics& statistics, Spread kind, float epsilon,
                              std::span<const float> spread, const RowCheck& check);

}  // namespace gpubench
