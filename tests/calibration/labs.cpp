#include "tests/calibration/labs.hpp"

#include "tests/calibration/world.hpp"

namespace gpubench::calibration {
namespace {

constexpr std::size_t kMoodsApart = 40;  // the slow half of the mood keeps 0.9^40 = 1.5 %
/// Variance that samples of sd 1 leave in a rank's m: AR(1) of phi .45 over 50 samples, and half of a drift
/// of sd .5.
constexpr double kOfSamples = 2.64 / 50 + 0.0625;

double square(double value) {
  return value * value;
}

double repeatability(const Noise& noise) {
  return square(noise.allocation) + square(noise.launch) +
         (square(noise.rank_in_launch) + kOfSamples * square(noise.sample)) / kRanks;
}

/// What each laboratory has in all its benchmarks, and in all benchmarks of a launch.
struct Places {
  std::vector<double> labs;
  std::vector<std::vector<double>> launches;
};

Places draw_places(const StudyPlan& plan) {
  std::seed_seq words{static_cast<std::uint32_t>(plan.seed), static_cast<std::uint32_t>(plan.seed >> 32),
                      static_cast<std::uint32_t>(plan.index), 5725u};
  std::mt19937_64 engine(words);
  std::normal_distribution<double> normal;
  Places places;
  for (std::size_t lab = 0; lab < plan.labs; ++lab) {
    const bool odd = plan.outlier == lab;
    places.labs.push_back(plan.lab_deviation * normal(engine) + (odd ? plan.effect : 0));
    places.launches.emplace_back();
    for (std::size_t launch = 0; launch < plan.launches; ++launch)
      places.launches.back().push_back((odd ? plan.unsteady : 0) * normal(engine));
  }
  return places;
}

results::LabLaunches launches_of(Benchmark& benchmark, const StudyPlan& plan, const Places& places,
                                 std::size_t lab) {
  results::LabLaunches locations;
  for (std::size_t launch = 0; launch < plan.launches; ++launch) {
    for (std::size_t mood = 0; mood < kMoodsApart; ++mood) benchmark.next_time();
    const double effect = places.labs[lab] + places.launches[lab][launch];
    locations.push_back(results::launch_location(results::rank_locations(benchmark.launch(effect))));
  }
  return locations;
}

}  // namespace

Study run_study(const StudyPlan& plan) {
  Study study;
  const Places places = draw_places(plan);
  for (std::size_t i = 0; i < plan.benchmarks; ++i) {
    const Benchmark benchmark(plan.seed, plan.index * plan.benchmarks + i);
    study.locations.emplace_back();
    for (std::size_t lab = 0; lab < plan.labs; ++lab) {
      Benchmark here = benchmark.elsewhere(lab);
      study.locations.back().push_back(launches_of(here, plan, places, lab));
    }
    study.repeatability.push_back(repeatability(benchmark.noise()));
    study.reproducibility.push_back(study.repeatability.back() + square(plan.lab_deviation) +
                                    square(benchmark.noise().device) / kRanks);
  }
  return study;
}

}  // namespace gpubench::calibration
