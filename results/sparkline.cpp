#include "results/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "results/statistics/location.hpp"

namespace gpubench::results {

std::vector<std::size_t> columns_of_series(std::size_t values, std::span<const std::size_t> changes,
                                           std::size_t columns) {
  std::vector<std::size_t> begins;
  const std::size_t shown = std::min(values, std::max<std::size_t>(columns, 1));
  for (std::size_t i = 0; i < shown; ++i) begins.push_back(i * values / shown);
  for (const std::size_t change : changes) {
    if (std::ranges::find(begins, change) != begins.end()) continue;
    // The nearest beginning moves; the first stays at 0.
    const auto after = std::ranges::upper_bound(begins, change);
    if (after != begins.begin() && after - 1 != begins.begin()) {
      *(after - 1) = change;
    } else if (after != begins.end()) {
      *after = change;
    }
  }
  begins.push_back(values);
  return begins;
}

std::string sparkline(std::span<const double> values, std::span<const std::size_t> changes,
                      std::size_t columns, double range_min) {
  constexpr std::array<const char*, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (values.empty()) return {};
  const auto begins = columns_of_series(values.size(), changes, columns);
  const auto [least, most] = std::ranges::minmax(values);
  const double range = std::max(most - least, range_min);
  const double bottom = (least + most - range) / 2;
  std::string line;
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    if (std::ranges::find(changes, begins[i]) != changes.end()) line += '|';
    const double level = mean(values.subspan(begins[i], begins[i + 1] - begins[i]));
    // What is level lies just on a boundary, where rounding would choose between two blocks.
    const double height = std::floor((level - bottom) / range * kBlocks.size() + 1e-6);
    line += kBlocks[static_cast<std::size_t>(std::clamp(height, 0.0, 7.0))];
  }
  return line;
}

}  // namespace gpubench::results
