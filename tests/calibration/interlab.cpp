/// A blind test between laboratories that exist only here: is the one that differs named, is nobody named
/// where none does, and are repeatability and reproducibility what they were made to be. Exits with 1 where
/// they are not what results/STATISTICS.md promises.
///
///   test_interlab [--seed N]
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <string_view>

#include "tests/calibration/labs.hpp"
#include "tests/calibration/seed_option.hpp"

namespace {

using namespace gpubench::calibration;
using gpubench::results::OutlierLab;

constexpr std::size_t kTrials = 200;
constexpr double kNear = 0.15;  // of the true sd

int failures = 0;

void expect(bool holds, std::string_view claim) {
  if (holds) return;
  ++failures;
  fmt::print("NOT SO: {}\n", claim);
}

std::optional<OutlierLab> named(const Study& study) {
  const auto labs = gpubench::results::mean_over_cases(study.locations);
  return gpubench::results::outlier_lab(gpubench::results::lab_consistency(labs));
}

StudyPlan plan_of(std::uint64_t seed, std::size_t index) {
  StudyPlan plan;
  plan.seed = seed;
  plan.index = index;
  return plan;
}

double percent(std::size_t trials) {
  return 100.0 * static_cast<double>(trials) / kTrials;
}

/// Which laboratory it is changes from trial to trial, by the trial's number and the seed.
void outliers(std::uint64_t seed) {
  fmt::print("one of 8 laboratories{:>26}{:>16}\n", "it is named", "another is");
  for (const auto& [effect, unsteady] :
       {std::pair{0.02, 0.0}, {0.03, 0.0}, {0.05, 0.0}, {0.08, 0.0}, {0.0, 0.05}}) {
    std::size_t right = 0, others = 0;
    for (std::size_t trial = 0; trial < kTrials; ++trial) {
      StudyPlan plan = plan_of(seed, trial);
      plan.outlier = (trial * 5 + seed) % plan.labs;
      plan.effect = std::log1p(effect);
      plan.unsteady = unsteady;
      const auto seen = named(run_study(plan));
      const auto kind = unsteady > 0 ? OutlierLab::In::spread : OutlierLab::In::mean;
      right += seen && seen->lab == *plan.outlier && seen->in == kind;
      others += seen && seen->lab != *plan.outlier;
    }
    fmt::print("  {:<30}{:>13.1f} %{:>14.1f} %\n",
               effect > 0 ? fmt::format("slower by {:.0f} %", 100 * effect)
                          : fmt::format("launches vary by {:.0f} % more", 100 * unsteady),
               percent(right), percent(others));
    if (effect == 0.08) expect(percent(right) >= 95, "a laboratory 8 % slower is named in 95 % of studies");
    if (unsteady > 0) expect(percent(right) >= 95, "an unsteady laboratory is named in 95 % of studies");
    expect(percent(others) <= 5, "another laboratory is named in at most 5 % of studies");
  }
}

/// Estimated over true variance.
struct Ratio {
  double estimated = 0, truth = 0;
  double of_deviations() const { return std::sqrt(estimated / truth); }
};

struct Precision {
  Ratio repeatability, reproducibility;
  void add(const Study& study) {
    for (std::size_t i = 0; i < study.locations.size(); ++i) {
      const auto seen = gpubench::results::precision_of_labs(study.locations[i]);
      repeatability.estimated += *seen.repeatability.variance;
      repeatability.truth += study.repeatability[i];
      reproducibility.estimated += *seen.reproducibility.variance;
      reproducibility.truth += study.reproducibility[i];
    }
  }
};

bool is_near(const Ratio& ratio) {
  return std::abs(ratio.of_deviations() - 1) <= kNear;
}

void clean(std::uint64_t seed) {
  std::size_t alarms = 0, near_r = 0, near_R = 0;
  Precision all;
  for (std::size_t trial = 0; trial < kTrials; ++trial) {
    const Study study = run_study(plan_of(seed, kTrials + trial));
    alarms += named(study).has_value();
    Precision one;
    one.add(study);
    all.add(study);
    near_r += is_near(one.repeatability);
    near_R += is_near(one.reproducibility);
  }
  fmt::print("no laboratory differs: one is named in {:.1f} %\n\n", percent(alarms));
  expect(percent(alarms) <= 5, "a clean laboratory is named in at most 5 % of studies");
  fmt::print("estimated / true sd{:>24}{:>26}\n", "over all studies", "of one within 15 %");
  const auto line = [](const char* name, const Ratio& ratio, std::size_t near) {
    fmt::print("  {:<26}{:>15.3f}{:>24.1f} %\n", name, ratio.of_deviations(), percent(near));
    expect(is_near(ratio), "the sd over all studies is within 15 % of the truth");
    expect(percent(near) >= 85,
           "the sd over a study's benchmarks is within 15 % of the truth in 85 % of studies");
  };
  line("repeatability", all.repeatability, near_r);
  line("reproducibility", all.reproducibility, near_R);
}

}  // namespace

int main(int count, char** words) {
  const auto given = gpubench::calibration::read_seed("test_interlab", count, words);
  if (!given) return 64;
  const std::uint64_t seed = *given;
  fmt::print("seed {}, {} studies of 8 laboratories, 5 launches, 10 benchmarks\n", seed, kTrials);
  outliers(seed);
  clean(seed);
  return failures == 0 ? 0 : 1;
}
