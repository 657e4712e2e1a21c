// What an imported rate is told as: as that rate, never as the seconds that its samples are kept in.
#include <gmock/gmock.h>

#include <fstream>
#include <limits>
#include <list>
#include <nlohmann/json.hpp>

#include "results/case_details.hpp"
#include "results/comparison/comparison.hpp"
#include "results/comparison/comparison_words.hpp"
#include "results/comparison/distribution.hpp"
#include "results/import/import.hpp"
#include "results/reference/show_reference.hpp"
#include "results/report/figures.hpp"
#include "results/report/report.hpp"
#include "results/repro/repro.hpp"
#include "results/repro/show_repro.hpp"
#include "results/store.hpp"
#include "results/telling.hpp"
#include "results/trend/show_trend.hpp"
#include "results/trend/trend.hpp"
#include "tests/results/export/exported.hpp"

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
  /// A launch of that case alone, in a folder of its own.
  Side side_of(const Case& c, const char* site = "lab", const char* start = "2026-01-02T03:04:05.000Z") {
    folders_.emplace_back();
    auto [launch, cases] = examples::plain_launch(start);
    launch.site = site;
    launch.ulid.back() = static_cast<char>('A' + folders_.size());
    return examples::side_of(folders_.back(), {{launch, {c}}});
  }
  /// The same name and axes, but a time of 0.3 s.
  Case timed() const {
    Case c = read();
    c.metric = "latency";
    c.work = {};
    c.facts = {{"imported_unit", "s"}};
    return c;
  }
  static std::string distributions(const Comparison& seen) {
    std::ostringstream out;
    show_distributions(seen, "disk/read", {}, out);
    return out.str();
  }
  examples::Folder folder_;
  std::list<examples::Folder> folders_;
};

TEST_F(ImportedRate, IsToldInItsUnitAndTimesStayTimes) {
  const Telling rate = telling_of(read());
  EXPECT_TRUE(rate.rate);
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
  EXPECT_THAT(distributions(seen), AllOf(HasSubstr("to 3.40 GB/s"), HasSubstr("A1  3.20 GB/s")));
  const Repro study = reproduce(open_side({path("a"), path("b")}));
  EXPECT_EQ(study.cases.front().telling.unit, "GB/s");
  EXPECT_NEAR(study.cases.front().typical.value(), 3.2 / std::sqrt(2), 0.01);
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
                               HasSubstr("launch 1 .. launch 2"), HasSubstr("above 0 is for the worse")));
  EXPECT_THAT(markdown(seen), AllOf(HasSubstr("2 launches without a start"), HasSubstr("for the worse")));
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
  EXPECT_EQ(report.cases.front().telling.unit, "GB/s");
  EXPECT_NEAR(report.cases.front().launches.front().quantiles[2], 3.2, 1e-6);
}

TEST_F(ImportedRate, OfAWrongOutputIsNotTold) {
  Case c = read();
  c.verification.correctness = "wrong";
  EXPECT_FALSE(told_value(c, 0.3));
  for (const Detail& detail : details_of(c))
    for (const std::string& phrase : detail.phrases) EXPECT_THAT(phrase, Not(HasSubstr(" GB/s")));
  const Side wrong = side_of(c), right = side_of(read());
  const Comparison seen = compare(wrong, right);
  EXPECT_EQ(seen.cases.front().outcome, Outcome::wrong);
  EXPECT_EQ(seen.cases.front().typical_baseline, 0);
  EXPECT_GT(seen.cases.front().typical_candidate, 0);
  EXPECT_THAT(distributions(seen), AllOf(Not(HasSubstr("A1")), HasSubstr("B1")));
  ReportSources sources;
  sources.files = {folders_.front() / "exported.h5"};
  EXPECT_THAT(make_report(sources).cases.front().launches.front().quantiles, testing::IsEmpty());
}

TEST_F(ImportedRate, BesideATimeIsAnotherThing) {
  const Side rate = side_of(read()), time = side_of(timed(), "lab", "2026-01-03T03:04:05.000Z");
  Case items = read();
  items.metric = "message_rate";
  items.work = timed().work;
  const Side counted = side_of(items, "lab", "2026-01-04T03:04:05.000Z");
  for (const Side& other : {time, counted}) {
    const Comparison seen = compare(rate, other);
    EXPECT_EQ(seen.cases.front().outcome, Outcome::incomparable);
    EXPECT_THAT(seen.cases.front().why, HasSubstr("units GB/s and "));
    EXPECT_EQ(seen.cases.front().typical_candidate, 0) << "told in another unit it would be no figure";
    EXPECT_THAT(distributions(seen), AllOf(HasSubstr("A1"), Not(HasSubstr("B1"))));
  }
  EXPECT_EQ(compare(time, counted).cases.front().outcome, Outcome::incomparable) << "the work is the same";
  Side history = rate;
  for (const Side& other : {time, counted}) history.launches.push_back(other.launches.front());
  EXPECT_EQ(read_trend(history, [](const std::string&) { return true; }).series.size(), 3U);
}

TEST_F(ImportedRate, BesideAReferenceHasAShareAndNoTime) {
  const Reference seen = refer(open_side({path("b")}), open_side({path("a")}));
  EXPECT_NEAR(seen.rows.front().share.value(), 0.5, 1e-6);
  EXPECT_FALSE(seen.rows.front().run.time);
  std::ostringstream out;
  show(seen, {}, out);
  EXPECT_THAT(out.str(), AllOf(HasSubstr("1.60 GB/s"), Not(HasSubstr(" ms"))));
  EXPECT_FALSE(json::parse(reference_json(seen))["cases"][0]["run"].contains("median"));
}

TEST_F(ImportedRate, IsNoPointOnAnAxisOfTimes) {
  std::vector<Case> all = {read()};
  for (const char* name : {"disk/seek", "disk/sync", "disk/stat"}) {
    all.push_back(timed());
    all.back().name = name;
  }
  ReportSources sources;
  for (const char* site : {"one", "two", "three"}) {
    folders_.emplace_back();
    auto [launch, cases] = examples::plain_launch();
    launch.site = site;
    launch.ulid.back() = static_cast<char>('A' + folders_.size());
    examples::side_of(folders_.back(), {{launch, all}});
    sources.files.push_back(folders_.back() / "exported.h5");
  }
  const std::vector<Figure> figures = draw_agreement(make_report(sources));
  ASSERT_FALSE(figures.empty());
  const std::string drawn = figures.front().spec.dump();
  EXPECT_THAT(drawn, AllOf(HasSubstr("disk/seek"), Not(HasSubstr("disk/read"))));
  EXPECT_THAT(figures.front().finding, HasSubstr("1 of them, whose rates are known"));
}

TEST_F(ImportedRate, AFewSlowSamplesLeaveRoomForTheOthersAsOfTimes) {
  Case c = read();
  c.samples.values.assign(200, c.samples.values.front());
  c.samples.columns = 200;
  for (std::size_t i = 0; i < 199; ++i) c.samples.values[i] += static_cast<std::int64_t>(i * 1'000'000'000);
  c.samples.values[199] *= 1000;
  EXPECT_THAT(distributions(compare(side_of(c), side_of(c))), HasSubstr("from 2.98 GB/s to 3.00 GB/s"));
}

TEST_F(ImportedRate, WhatIsNoFigureIsNotTold) {
  Case c = read();
  c.work.bytes_read = 0;
  EXPECT_FALSE(told_value(c, 1));
  EXPECT_FALSE(summarize(c).time_median) << "1 s of nothing";
  c.metric = "flop_rate";
  c.work.flop = std::numeric_limits<double>::max();
  EXPECT_FALSE(told_value(c, 1e-12));
  EXPECT_TRUE(told_value(c, 1));
  Case fast = c;
  fast.batch = 1'000'000'000;
  for (std::int64_t& sample : fast.samples.values) sample = 1;
  const Repro study = reproduce(side_of(fast));
  EXPECT_FALSE(study.cases.front().typical);
  EXPECT_THAT(repro_json(&study, {}, 0), Not(HasSubstr("typical")));
  c.metric = "latency";
  c.work.operations = std::numeric_limits<double>::denorm_min();
  EXPECT_FALSE(told_value(c, 1));
  EXPECT_FALSE(summarize(c).level);
}

}  // namespace
}  // namespace gpubench::results
