/// Location and precision of one series of times.
#pragma once
#include <span>
#include <vector>

namespace gpubench::results {

/// Interquartile mean of a sorted copy: mean of y[g .. n-g), g = floor(n/4). n < 5: the median.
/// It does not flip between the modes of a bimodal series. Throws std::invalid_argument on an empty series.
double interquartile_mean(std::span<const double> values);
double mean(std::span<const double> values);  ///< Of one value or more.
double median(std::span<const double> values);
/// Linear interpolation between order statistics (type 7); p in [0, 1].
double quantile(std::span<const double> values, double p);

/// How precise the interquartile mean of ln(time) is within one launch; steers effort, never a verdict.
struct Precision {
  double half_width = 0;  ///< Of the 95 % interval, on ln time (0.005 is 0.5 %).
  double effective = 0;   ///< n/tau: samples left after autocorrelation.
  double tau = 1;
};

/// The stop rule's arithmetic (STATISTICS.md). times > 0, n >= 5, else half_width is infinite.
Precision precision_of(std::span<const double> times);

}  // namespace gpubench::results
