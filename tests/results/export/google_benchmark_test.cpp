#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "results/export/case_path.hpp"
#include "results/import/imported.hpp"
#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using nlohmann::json;

/// Three launches whose times are 1, 2 and 4 ms.
std::vector<examples::LaunchAndCases> three_launches() {
  std::vector<examples::LaunchAndCases> launches;
  for (const std::int64_t ns : {1000000, 2000000, 4000000}) {
    auto one = examples::plain_launch(
        ("2026-01-0" + std::to_string(1 + launches.size()) + "T00:00:00.000Z").c_str());
    one.second = {examples::measured()};
    one.second[0].batch = 1;
    one.second[0].samples.values.assign(40, ns);
    launches.push_back(one);
  }
  return launches;
}

json run_named(const json& file, const std::string& ending) {
  for (const json& run : file.at("benchmarks"))
    if (run.at("name").get<std::string>().ends_with(ending)) return run;
  throw std::out_of_range(ending);
}

TEST(GoogleBenchmarkExport, NamesSayWhatAxesAndBackendAre) {
  Row row;
  row.name = "compute/fma_peak";
  row.axes = "type=f64 ilp=12";
  row.backend = "host";
  row.scope = "device";
  row.participants = 1;
  EXPECT_EQ(case_path(row), "compute/fma_peak/f64/ilp:12/host");
  row.scope = "world";
  row.participants = 8;
  EXPECT_EQ(case_path(row), "compute/fma_peak/f64/ilp:12/host/ranks:8");
}

TEST(GoogleBenchmarkExport, WhatNobodyMeasuredHasNoRanks) {
  Row row;
  row.name = "memory/copy";
  row.backend = "cuda";
  row.scope = "world";
  EXPECT_EQ(case_path(row), "memory/copy/cuda");
}

TEST(GoogleBenchmarkExport, OnlyLaunchesOfOneSiteAndOneSideOfADuetAreRepetitions) {
  auto launches = three_launches();
  launches[1].first.site = "else where";
  const json sites = json::parse(exported(launches, google_benchmark_exporter));
  EXPECT_EQ(run_named(sites, "ranks:2/site:lab_mean").at("repetitions"), 2);
  EXPECT_EQ(run_named(sites, "ranks:2/site:else where_mean").at("repetitions"), 1);
  launches = three_launches();
  launches[0].first.position = launches[2].first.position = "A";
  launches[1].first.position = "B";
  const json duet = json::parse(exported(launches, google_benchmark_exporter));
  EXPECT_EQ(run_named(duet, "/position:A_mean").at("repetitions"), 2);
  EXPECT_EQ(run_named(duet, "/position:B_mean").at("repetitions"), 1);
}

TEST(GoogleBenchmarkExport, CasesThatOnlyABatchTellsApartAreNoRepetitions) {
  auto launch = examples::plain_launch();
  launch.second = {examples::measured(), examples::measured()};
  launch.second[1].batch = 99;
  const json file = json::parse(exported({launch}, google_benchmark_exporter));
  std::size_t means = 0;
  for (const json& run : file.at("benchmarks")) {
    if (!run.at("name").get<std::string>().ends_with("_mean")) continue;
    EXPECT_EQ(run.at("repetitions"), 1);
    ++means;
  }
  EXPECT_EQ(means, 2U);
}

TEST(GoogleBenchmarkExport, ALaunchIsARepetitionAndAggregatesAreOverLaunches) {
  const json file = json::parse(exported(three_launches(), google_benchmark_exporter));
  std::vector<double> times;
  for (const json& run : file.at("benchmarks"))
    if (run.at("run_type") == "iteration") {
      EXPECT_EQ(run.at("repetition_index"), times.size());
      times.push_back(run.at("real_time"));
    }
  EXPECT_THAT(times, testing::ElementsAre(1e6, 2e6, 4e6));
  EXPECT_NEAR(run_named(file, "_mean").at("real_time").get<double>(), 7e6 / 3, 1);
  EXPECT_EQ(run_named(file, "_median").at("real_time"), 2e6);
  EXPECT_NEAR(run_named(file, "_stddev").at("real_time").get<double>(), 1e6 * std::sqrt(7.0 / 3), 1);
  EXPECT_NEAR(run_named(file, "_cv").at("real_time").get<double>(), std::sqrt(7.0 / 3) * 3 / 7, 1e-9);
  EXPECT_EQ(run_named(file, "_cv").at("aggregate_unit"), "percentage");
}

TEST(GoogleBenchmarkExport, OneRepetitionHasNoSpread) {
  const json file = json::parse(exported({examples::plain_launch()}, google_benchmark_exporter));
  EXPECT_EQ(run_named(file, "_median").at("repetitions"), 1);
  for (const json& run : file.at("benchmarks"))
    EXPECT_THAT((std::set<std::string>{"stddev", "cv"}),
                testing::Not(testing::Contains(run.value("aggregate_name", ""))));
}

TEST(GoogleBenchmarkExport, SamplesOfTwoLaunchesAreNotPooled) {
  const json file = json::parse(exported(three_launches(), google_benchmark_exporter, true));
  EXPECT_EQ(run_named(file, "_stddev").at("real_time"), 0.0);
  EXPECT_EQ(run_named(file, "launch:3_mean").at("real_time"), 4e6);
}

TEST(GoogleBenchmarkExport, SamplesOfALatencyAreByTheOperation) {
  auto launches = three_launches();
  launches.resize(1);
  launches[0].second[0].metric = "latency";
  launches[0].second[0].work.operations = 100;
  for (const bool samples : {false, true}) {
    const json file = json::parse(exported(launches, google_benchmark_exporter, samples));
    EXPECT_NEAR(file.at("benchmarks")[0].at("real_time").get<double>(), 1e4, 1e-6) << samples;
  }
}

TEST(GoogleBenchmarkExport, IsReadByOurOwnImport) {
  const auto launches =
      import_google_benchmark(exported(three_launches(), google_benchmark_exporter), "a.json");
  ASSERT_EQ(launches.size(), 1U);
  ASSERT_EQ(launches[0].cases.size(), 1U);
  EXPECT_THAT(launches[0].cases[0].samples.front(), testing::ElementsAre(1e6, 2e6, 4e6));
}

TEST(GoogleBenchmarkExport, AWrongCaseIsAnErrorAndASkippedOneIsNotThere) {
  auto launch = examples::plain_launch();
  launch.second[0].verification.correctness = "wrong";
  launch.second[0].verification.detail = "index 7";
  const json file = json::parse(exported({launch}, google_benchmark_exporter));
  ASSERT_EQ(file.at("benchmarks").size(), 1U);
  EXPECT_TRUE(file["benchmarks"][0].at("error_occurred").get<bool>());
  EXPECT_EQ(file["benchmarks"][0].at("error_message"), "WRONG: index 7");
}

TEST(GoogleBenchmarkExport, HostileTextsAreOneNameInAscii) {
  const std::string text = exported({examples::hostile_launch()}, google_benchmark_exporter);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c < 127); }));
  const json file = json::parse(text);
  EXPECT_EQ(file["benchmarks"][0]["name"].get<std::string>().find_first_of(" \n"), std::string::npos);
}

}  // namespace
}  // namespace gpubench::results
