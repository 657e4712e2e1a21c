// What an imported rate is told as: as that rate, never as the seconds that its samples are kept in.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "results/case_details.hpp"
#include "results/comparison/comparison.hpp"
#include "results/comparison/comparison_words.hpp"
#include "results/comparison/distribution.hpp"
#include "results/export/exporter.hpp"
#include "results/import/import.hpp"
#include "results/report/report.hpp"
#include "results/repro/repro.hpp"
#include "results/repro/show_repro.hpp"
#include "results/store.hpp"
#include "results/telling.hpp"
#include "results/trend/show_trend.hpp"
#include "results/trend/trend.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Bandwidth of 3.0, 3.1 .. 3.4 GB/s, in a second file the half of it.
class ImportedRate : public testing::Test {
 protected:
  ImportedRate() {
    for (const auto& [name, scale] : {std::pair("a", 1.0), std::pair("b", 0.5)}) {
      json samples = json::array();
      for (int i = 0; i < 5; ++i) samples.push_back(scale * (3.0 + 0.1 * i));
      const json one = {{"schema", "gpubench-samples/1"},
                        {"launches",
                         {{{"site", "lab"},
                           {"cases",
                            {{{"name", "disk/read"},
                              {"unit", "GB/s"},
                              {"better", "higher"},
                              {"samples", json::array({samples})}}}}}}}};
      std::ofstream(folder_ / (std::string(name) + ".json")) << one;
      import_files({folder_ / (std::string(name) + ".json")}, path(name), {});
    }
  }
  std::filesystem::path path(const std::string& name) const { return folder_ / (name + ".h5"); }
  Case read() const {
    const auto file = open_results(path("a"));
    return file->read_case(0, file->index(0).front().id);
  }
  std::string exported(std::unique_ptr<Exporter> (*make)(std::ostream&, bool)) const {
    std::ostringstream out;
    export_side(open_side({path("a")}), *make(out, false));
    return out.str();
  }
  examples::Folder folder_;
};

TEST_F(ImportedRate, IsToldInItsUnitAndTimesStayTimes) {
  const Telling rate = telling_of(read());
  EXPECT_TRUE(rate.is_rate());
  EXPECT_EQ(rate.unit, "GB/s");
  EXPECT_DOUBLE_EQ(rate.value(0.25), 4);
  Case timed = read();
  timed.facts.clear();
  EXPECT_EQ(telling_of(timed).unit, "s") << "what gpubench measured has times";
  EXPECT_DOUBLE_EQ(telling_of(timed).value(0.25), 0.25);
  Case counted = read();
  counted.metric = "message_rate";
  counted.work = {};
  counted.work.operations = 10;
  EXPECT_EQ(telling_of(counted).unit, "1/s");
  EXPECT_DOUBLE_EQ(telling_of(counted).value(2), 5);
  timed.metric = "latency";
  timed.work.operations = 64;
  EXPECT_DOUBLE_EQ(telling_of(timed).value(64), 1);
}

TEST_F(ImportedRate, OfACaseNoTimeIsKnown) {
  const Row row = summarize(read());
  EXPECT_FALSE(row.time_median);
  EXPECT_NEAR(row.rate.value(), 3.2, 1e-6);
  std::string told;
  for (const Detail& detail : details_of(read()))
    for (const std::string& phrase : detail.phrases) told += std::string(detail.label) + " " + phrase + "\n";
  EXPECT_THAT(told, AllOf(HasSubstr("samples least 3.0000 GB/s\n"), HasSubstr("samples most 3.4000 GB/s\n"),
                          HasSubstr("samples quartiles 3.1000 GB/s, 3.2000 GB/s, 3.3000 GB/s\n")));
  EXPECT_THAT(told, AllOf(Not(HasSubstr("batch")), Not(HasSubstr("bytes"))));
}

TEST_F(ImportedRate, IsWhatComparedSidesAndTheirStudyAreToldBy) {
  const Comparison seen = compare(open_side({path("a")}), open_side({path("b")}));
  const ComparedCase& row = seen.cases.front();
  EXPECT_NEAR(row.typical_baseline, 3.2, 0.01);
  EXPECT_NEAR(row.typical_candidate, 1.6, 0.01);
  EXPECT_EQ(typical_text(row), "3.20 GB/s");
  EXPECT_NEAR(row.effect.value(), std::log(2), 0.001) << "half the rate is worse";
  std::ostringstream out;
  show_distributions(seen, "disk/read", {}, out);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("from 1.50 GB/s to 3.39 GB/s"), HasSubstr("A1  3.20 GB/s")));
  const Repro study = reproduce(open_side({path("a"), path("b")}));
  EXPECT_EQ(study.cases.front().telling.unit, "GB/s");
  EXPECT_NEAR(study.cases.front().typical, 3.2 / std::sqrt(2), 0.01);
}

TEST_F(ImportedRate, AHistoryHasRatesAndAFallIsForTheWorse) {
  const Trend seen = read_trend(open_side({path("a"), path("b")}), [](const std::string&) { return true; });
  const TrendSeries& series = seen.series.front();
  EXPECT_EQ(series.unit, "GB/s");
  EXPECT_TRUE(series.higher_is_better);
  EXPECT_NEAR(std::exp(series.points[0].location) + std::exp(series.points[1].location), 4.8, 0.02);
  EXPECT_EQ(drawn_of(series).front(), -series.points.front().location);
  std::ostringstream out;
  show(seen, {}, out);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("GB/s"), HasSubstr("warning  2 launches without a start"),
                               HasSubstr("launch 1 .. launch 2")));
}

TEST_F(ImportedRate, ExportsHaveNoTimeButWhereTheFormatAsksForOne) {
  EXPECT_THAT(exported(json_exporter), Not(HasSubstr("time_median")));
  EXPECT_THAT(exported(openmetrics_exporter), Not(HasSubstr("\ngpubench_case_time_seconds{")));
  EXPECT_THAT(exported(openmetrics_exporter), HasSubstr("\ngpubench_case_bandwidth_bytes_per_second{"));
  EXPECT_THAT(exported(markdown_exporter), HasSubstr("| disk/read | host |  |  | "));
  EXPECT_THAT(exported(markdown_exporter), HasSubstr("**, site lab\n"));
  const json run = json::parse(exported(google_benchmark_exporter)).at("benchmarks").front();
  EXPECT_NEAR(run.at("real_time").get<double>(), 1e9 / 3.2, 1e3) << "of a GB";
  EXPECT_EQ(run.at("iterations"), 5);
}

TEST_F(ImportedRate, APageDrawsRates) {
  ReportSources sources;
  sources.files = {path("a")};
  const Report report = make_report(sources);
  EXPECT_EQ(report.cases.front().unit, "GB/s");
  EXPECT_NEAR(report.cases.front().launches.front().quantiles[2], 3.2, 1e-6);
}

}  // namespace
}  // namespace gpubench::results
