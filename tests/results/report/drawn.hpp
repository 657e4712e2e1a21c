/// Drawn: a report whose truth is known, for tests of what is drawn of it.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "results/report/figures.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {

class Figures : public testing::Test {
 protected:
  using Change = std::function<void(const synthetic::Settings&, Case&)>;

  Report report_of(
      const std::vector<synthetic::Settings>& launches,
      const Change& change = [](const synthetic::Settings&, Case&) {}) {
    std::filesystem::remove(folder_ / "a.h5");
    synthetic::write(folder_ / "a.h5", launches, change);
    sources_.files = {folder_ / "a.h5"};
    return make_report(sources_);
  }
  /// The number of a synthetic case's name.
  static int number_of(const Case& c) { return std::stoi(c.name.substr(c.name.find("case") + 4)); }
  static void set_times(Case& c, double nanoseconds) {
    for (auto& sample : c.samples.values) sample = static_cast<std::int64_t>(nanoseconds);
  }
  static std::vector<synthetic::Settings> sites(std::size_t count, double slowdown_of_first) {
    std::vector<synthetic::Settings> launches;
    for (std::size_t i = 0; i < 3 * count; ++i) {
      synthetic::Settings one;
      one.number = i;
      one.cases = 4;
      one.site = one.hosts = "lab" + std::to_string(i / 3);
      one.slowdown = i < 3 ? slowdown_of_first : 0;
      launches.push_back(one);
    }
    return launches;
  }
  static const nlohmann::json& values_of(const Figure& figure) { return figure.spec["data"]["values"]; }

  examples::Folder folder_;
  ReportSources sources_;
};

}  // namespace gpubench::results
