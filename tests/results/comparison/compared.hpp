/// Two files, one a side, that a test fills and compares.
#pragma once
#include <gmock/gmock.h>

#include "results/comparison/comparison.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {

using synthetic::Settings;

class Compare : public testing::Test {
 protected:
  template <class Change>
  Comparison compare_changed(const std::vector<Settings>& a, const std::vector<Settings>& b,
                             Change&& change) {
    synthetic::write(folder_ / "a.h5", a);
    synthetic::write(folder_ / "b.h5", b, change);
    return results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  }
  Comparison compare_sides(const std::vector<Settings>& a, const std::vector<Settings>& b) {
    return compare_changed(a, b, [](const Settings&, Case&) {});
  }
  examples::Folder folder_;
};

inline std::vector<Settings> slowed(std::vector<Settings> launches, double slowdown) {
  for (Settings& one : launches) one.slowdown = slowdown;
  return launches;
}

inline std::vector<Outcome> outcomes(const Comparison& comparison) {
  std::vector<Outcome> list;
  for (const ComparedCase& row : comparison.cases) list.push_back(row.outcome);
  return list;
}

}  // namespace gpubench::results
