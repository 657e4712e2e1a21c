/// Labs: laboratories that measured the same benchmarks on devices of one kind, and what is true of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "results/statistics/interlab.hpp"

namespace gpubench::calibration {

struct StudyPlan {
  std::uint64_t seed = 1;
  std::size_t index = 0;  ///< Of the study.
  std::size_t labs = 8;
  std::size_t launches = 5;  ///< Of each laboratory, days apart: they do not share the machine's mood.
  std::size_t benchmarks = 10;
  double lab_deviation = 0.005;        ///< sd of what a laboratory has in all its benchmarks, on ln time.
  std::optional<std::size_t> outlier;  ///< A laboratory that ...
  double effect = 0;                   ///< ... is slower in all benchmarks by this, on ln time, or ...
  double unsteady = 0;                 ///< ... whose launches vary by this more, sd on ln time.
};

/// A study as its benchmarks' L, and the truth about it.
struct Study {
  std::vector<std::vector<results::LabLaunches>> locations;  ///< [benchmark][laboratory][launch]
  /// Variances of L of each benchmark: of launches of one laboratory, and of laboratories. Tails and second
  /// modes, whose part in L is under 1 % of it, are left out.
  std::vector<double> repeatability, reproducibility;
};

Study run_study(const StudyPlan& plan);

}  // namespace gpubench::calibration
