/// ShowTrend: a history as text, Markdown and JSON.
#pragma once
#include <array>
#include <cstddef>
#include <iosfwd>
#include <string>

#include "results/trend/trend.hpp"

namespace gpubench::results {

struct TrendView {
  std::size_t width = 0;  ///< Columns; 0: no limit.
  bool color = false;
  bool launches = false;  ///< Under the cases also show_points().
};

void show(const Trend& trend, const TrendView& view, std::ostream& out);
/// A row a launch of each case: level, relative half-width of its interval inside the launch, image, and the
/// change that begins there.
void show_points(const Trend& trend, const TrendView& view, std::ostream& out);
std::string markdown(const Trend& trend);
/// "gpubench-trend/1", EXPORT.md describes it.
std::string trend_json(const Trend& trend);

/// The points' locations as a sparkline has them: higher is worse, of rates too.
std::vector<double> drawn_of(const TrendSeries& series);
/// The level now, "1.23 ms": mean of the launches since the last change. Empty without launches.
std::string level_text(const TrendSeries& series);
/// "+5.2 % (+4.1 .. +6.3 %) from 2026-01-12T03:00:00Z, with image b"
std::string change_text(const Trend& trend, const TrendSeries& series, const TrendChange& change);
/// "b" of the second image, "z" of the 26th, then numbers.
std::string image_letter(std::size_t image);
/// "2026-01-12T03:00:00Z: 12 cases changed, 12 for the worse; the image is another since then (b)": for each
/// launch at which the levels of two or more cases begin.
std::vector<std::string> common_changes(const Trend& trend);
/// What a history can't tell; the same for all.
std::array<const char*, 4> trend_cautions();

}  // namespace gpubench::results
