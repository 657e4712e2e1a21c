/// Trend: the history of an image or a machine over many launches, case by case.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/row.hpp"
#include "results/comparison/side.hpp"

namespace gpubench::results {

struct TrendLaunch {
  std::string ulid, start, site, path;
  std::size_t image = 0;  ///< Among the trend's images.
  std::string when;       ///< Its start; "launch 3" where it does not tell.
};

/// One launch of a series.
struct TrendPoint {
  std::size_t launch = 0;  ///< Among the trend's launches.
  double location = 0;     ///< L: mean over ranks of the interquartile mean of ln(value); of a value
                           ///< as it is told, see Telling.
  std::optional<double> half_width;  ///< Relative, of the 95 % interval inside that launch.
  std::uint64_t batch = 1;
};

/// From this launch on the level is another.
struct TrendChange {
  std::size_t point = 0;   ///< First of the new level, among the series' points.
  double effect = 0;       ///< ln(worse / better): above 0 the new level is worse.
  double half_width = 0;   ///< Of its 95 % interval, as if the place had been known before.
  bool new_image = false;  ///< The image changed between the last launch before and this one.
};

/// A case on one kind of hardware.
struct TrendSeries {
  CaseKey key;
  std::size_t participants = 0;
  std::size_t machine = 0;  ///< Among the trend's machines of that backend.
  std::string unit = "s";
  bool higher_is_better = false;
  std::vector<TrendPoint> points;
  std::vector<TrendChange> changes;
  std::size_t wrong = 0;        ///< Launches left out: the output was wrong,
  std::size_t other_batch = 0;  ///< or the batch another than most launches had.
};

struct Trend {
  std::string name;
  std::vector<TrendLaunch> launches;  ///< By start.
  std::vector<std::string> images;    ///< Digests as they came up; empty text: the launch does not tell.
  std::vector<std::string> machines;  ///< In words: site and what the next machine differs in.
  std::vector<TrendSeries> series;    ///< In row_order(), then by machine.
  std::vector<std::string> warnings;
};

/// Which cases are wanted, by name.
using CaseFilter = std::function<bool(const std::string& name)>;

/// Reads every launch of the side, a case at a time. Throws what the files' readers throw.
Trend read_trend(const Side& side, const CaseFilter& wanted);

}  // namespace gpubench::results
