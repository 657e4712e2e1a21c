/// The axis "intensity" of compute/intensity, on any backend.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/api/axes.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

/// Flop per byte read or written, from 2^-4 to 2^8.
inline const std::vector<std::string> kIntensities = {"1/16", "1/8", "1/4", "1/2", "1",   "2",  "4",
                                                      "8",    "16",  "32",  "64",  "128", "256"};

/// Of each element, which is read and written once; 0 where less than one operation an element would be
/// needed.
inline std::int64_t flop_of_intensity(const Axes& axes) {
  const auto place = std::find(kIntensities.begin(), kIntensities.end(), axes.text("intensity"));
  const double intensity = std::ldexp(1.0, static_cast<int>(place - kIntensities.begin()) - 4);
  return static_cast<std::int64_t>(intensity * 2 *
                                   static_cast<double>(size_of(parse_data_type(axes.text("type")))));
}

/// Why there is no such point, where less than one flop an element would be needed.
inline std::optional<std::string> intensity_obstacle(const Axes& axes) {
  if (flop_of_intensity(axes) >= 1) return std::nullopt;
  return "one flop an element is more than " + axes.text("intensity") + " flop a byte in " +
         axes.text("type");
}

}  // namespace gpubench
