/// Knees: where a curve of cost over working set leaves one level of a memory hierarchy for the next.
#pragma once
#include <span>
#include <vector>

namespace gpubench::results {

/// A point of the curve: time for a fixed amount of data at a working set of that many bytes, both above 0.
struct CostAt {
  double bytes = 0;
  double cost = 0;
};

/// A rise of the curve.
struct Knee {
  double from = 0, to = 0;  ///< Working sets at its foot and its top.
  double bytes = 0;         ///< Where ln cost has risen halfway, by linear interpolation over ln bytes.
  double factor = 1;        ///< Cost at its top / at its foot.
};

/// A rise is a run of steps between neighbours that each cost kKneeStep more at least; those that make less
/// than kKneeRise together are none. Points ascend by bytes; else, or where one is not above 0,
/// std::invalid_argument.
std::vector<Knee> find_knees(std::span<const CostAt> curve);

/// Within one level figures of neighbouring sizes differ by less, measured on caches of hosts and devices.
inline constexpr double kKneeStep = 1.08;
/// A level that is not slower by so much need not be told from the one before it.
inline constexpr double kKneeRise = 1.3;

}  // namespace gpubench::results
