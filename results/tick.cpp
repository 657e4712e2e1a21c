#include "results/tick.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gpubench::results {

double tick_of(const Case& c) {
  const double tick = 1e-9 / static_cast<double>(c.batch);
  for (const auto& [name, text] : c.facts) {
    if (name != kStepFact) continue;
    double step = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
    if (error == std::errc() && end == text.data() + text.size() && std::isfinite(step))
      return std::max(tick, 1e-9 * step);
  }
  return tick;
}

}  // namespace gpubench::results
