/// LossCurves: the loss of a training run step by step, an output like any other: where do two runs part?
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gpubench::results {

struct LossRun {
  std::string name;
  std::vector<double> loss;  ///< By step, from 0.
};

/// JSON {"schema": "gpubench-loss/1", "runs": [{"name": "...", "loss": [...]}]}, or CSV: a line of names,
/// then a line a step with as many numbers; a run that ended has no more (empty cells at its end). NaN and
/// Infinity may stand in CSV as "nan" and "inf", in JSON as null, which is NaN. Throws InputError (no such
/// file), DataError (line or run named: neither form, no number, a hole, two runs of one name, over 64 MiB).
std::vector<LossRun> read_loss_runs(const std::filesystem::path& path);

/// The first step at which two runs part, and by how much.
struct Parting {
  std::size_t step = 0;
  double first = 0, second = 0;
  std::uint64_t ulp = 0;  ///< Doubles between the two; UINT64_MAX where one is NaN or the signs differ.
  std::optional<double> relative;  ///< |second - first| / |first|; nothing where that is no number.
};

struct LossComparison {
  std::string first, second;
  std::size_t steps = 0;  ///< That both have.
  std::size_t steps_first = 0, steps_second = 0;
  std::optional<Parting> bitwise;  ///< First step of other bits; all NaN are alike.
  std::optional<Parting> beyond;   ///< First step whose relative difference is over the tolerance.
};

/// |second - first| <= tolerance |first| is within; what is NaN or infinite on one side only is beyond.
LossComparison compare_losses(const LossRun& first, const LossRun& second, double tolerance);

/// Losses of equal training in other order of summation agree so far in their first steps.
inline constexpr double kLossTolerance = 1e-3;

}  // namespace gpubench::results
