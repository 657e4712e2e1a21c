/// Theme: how figures look on light and on dark paper.
#pragma once
#include <nlohmann/json.hpp>

namespace gpubench::results {

/// Vega's configuration. Colours of categories are Okabe and Ito's, which the colour-blind tell apart, its
/// black being white on dark; fonts are the system's.
nlohmann::json figure_theme(bool dark);

}  // namespace gpubench::results
