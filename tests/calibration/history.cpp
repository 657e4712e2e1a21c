/// How often `trend` says that an unchanged case changed, on machines whose moods last, and how often it
/// finds a change. Exits with 1 where a rate is not what results/STATISTICS.md promises.
///
///   test_history [--seed N]
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "results/trend/change_points.hpp"
#include "tests/calibration/seed_option.hpp"
#include "tests/calibration/world.hpp"

namespace {

using namespace gpubench::calibration;
using Family = std::vector<std::vector<double>>;

constexpr std::size_t kFamilies = 40;
constexpr std::size_t kCases = 20;  // of a family
const double kChange = std::log(1.01);

/// A history of one case in each of a few worlds.
struct History {
  std::string_view name;
  bool world = false;  ///< The comparison's: half of a launch's variance a mood of 0.9.
  double dwell = 0;    ///< Launches between switches of two modes, 5 % apart, noise 1 %; 0: one mode.
  std::size_t step = 0, cases = 0;  ///< From this launch on so many cases are 3 % slower.
};

std::vector<double> world_series(std::size_t launches, std::uint64_t seed, std::size_t index) {
  Benchmark benchmark(seed, index);
  std::vector<double> series;
  for (std::size_t i = 0; i < launches; ++i) {
    benchmark.next_time();
    series.push_back(
        gpubench::results::launch_location(gpubench::results::rank_locations(benchmark.launch(0))));
  }
  return series;
}

std::vector<double> plain_series(const History& history, std::size_t launches, bool changed,
                                 std::mt19937_64& engine) {
  constexpr double kNoise = 0.01, kApart = 0.05, kStep = 0.03;
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  bool slow = uniform(engine) < 0.5;
  std::vector<double> series;
  for (std::size_t i = 0; i < launches; ++i) {
    if (history.dwell > 0 && uniform(engine) < 1 / history.dwell) slow = !slow;
    series.push_back(kNoise * normal(engine) + (history.dwell > 0 && slow ? kApart : 0) +
                     (changed && i >= history.step ? kStep : 0));
  }
  return series;
}

Family family_of(const History& history, std::size_t launches, std::uint64_t seed, std::size_t number) {
  std::mt19937_64 engine(seed * kFamilies + number);
  Family family;
  for (std::size_t i = 0; i < kCases; ++i)
    family.push_back(history.world ? world_series(launches, seed, number * kCases + i)
                                   : plain_series(history, launches, i < history.cases, engine));
  return family;
}

/// Shares of histories in percent.
struct Rates {
  double unchanged = 0;  ///< Said to have changed, though they did not.
  double families = 0;   ///< Families with any of these.
  double found = 0;      ///< Of those that changed: a change at most two launches away.
};

Rates rates_of(const History& history, std::size_t launches, std::uint64_t seed) {
  std::size_t wrong = 0, families = 0, found = 0;
  for (std::size_t number = 0; number < kFamilies; ++number) {
    const auto places = gpubench::results::find_changes(family_of(history, launches, seed, number), kChange);
    std::size_t here = 0;
    for (std::size_t i = 0; i < kCases; ++i) {
      if (i >= history.cases) {
        here += !places[i].empty();
      } else {
        found += std::ranges::any_of(places[i], [&](std::size_t place) {
          return place + 2 >= history.step && place <= history.step + 2;
        });
      }
    }
    wrong += here;
    families += here > 0;
  }
  const auto percent = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  return {percent(wrong, kFamilies * (kCases - history.cases)), percent(families, kFamilies),
          percent(found, kFamilies * history.cases)};
}

int failures = 0;

void expect(bool holds, std::string_view claim) {
  if (holds) return;
  ++failures;
  fmt::print("NOT SO: {}\n", claim);
}

void unchanged(std::uint64_t seed) {
  fmt::print("no change, families of {}{:>22}{:>14}{:>14}\n", kCases, "launches", "of cases", "of families");
  for (const History& history :
       {History{"one mode, launches independent"}, History{"moods as in the comparison's world", true},
        History{"two modes, 4 launches each", false, 4}, History{"two modes, 8 launches each", false, 8}}) {
    for (const std::size_t launches : {12U, 20U, 40U, 60U}) {
      const Rates rates = rates_of(history, launches, seed);
      fmt::print("  {:<40}{:>5}{:>12.1f} %{:>12.1f} %\n", history.name, launches, rates.unchanged,
                 rates.families);
      if (history.dwell < 8) expect(rates.unchanged <= 5, "at most 5 % of unchanged histories show a change");
      if (!history.world && history.dwell == 0)
        expect(rates.families <= 15, "of independent families at most 5 %, 15 % by chance of the draw");
    }
  }
}

void power(std::uint64_t seed) {
  fmt::print("\n3 % slower, noise 1 %{:>41}{:>15}\n", "in the middle", "for 6 launches");
  for (const std::size_t launches : {20U, 40U})
    for (const std::size_t cases : {1U, 5U, 20U}) {
      const Rates middle = rates_of({"", false, 0, launches / 2, cases}, launches, seed);
      const Rates late = rates_of({"", false, 0, launches - 6, cases}, launches, seed);
      fmt::print("  {:>2} of {} cases, {} launches{:>33.0f} %{:>13.0f} %\n", cases, kCases, launches,
                 middle.found, late.found);
      if (launches == 40) expect(middle.found >= 80, "3 % in the middle of 40 launches is found in 80 %");
    }
}

}  // namespace

int main(int count, char** words) {
  const auto given = gpubench::calibration::read_seed("test_history", count, words);
  if (!given) return 64;
  fmt::print("seed {}, {} families\n", *given, kFamilies);
  unchanged(*given);
  power(*given);
  return failures == 0 ? 0 : 1;
}
