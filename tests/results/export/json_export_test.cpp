#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using nlohmann::json;

const json& case_named(const json& launch, const std::string& name) {
  for (const json& one : launch.at("cases"))
    if (one.at("name") == name) return one;
  throw std::out_of_range(name);
}

TEST(JsonExport, HoldsLaunchesFactsCasesAndFigures) {
  const auto first = examples::plain_launch(), second = examples::plain_launch("2026-01-03T00:00:00.000Z");
  const json file = json::parse(exported({first, second}, json_exporter));
  EXPECT_EQ(file.at("schema"), "gpubench-export/1");
  ASSERT_EQ(file.at("launches").size(), 2U);
  const json& launch = file["launches"][0];
  EXPECT_EQ(launch.at("ulid"), first.first.ulid);
  EXPECT_EQ(launch.at("facts").size(), first.first.environment.size());
  const json& one = case_named(launch, "memory/triad");
  EXPECT_EQ(one.at("axes")[0], json::array({"type", "f64"}));
  EXPECT_NEAR(one.at("figures").at("time_median").get<double>(), 1e-3 / 7, 1e-6);
  EXPECT_FALSE(one.contains("batch_ns"));
  EXPECT_EQ(case_named(launch, "memory/copy").at("reason"), "no driver");
  EXPECT_TRUE(case_named(launch, "memory/copy").at("figures").empty());
}

TEST(JsonExport, OfAnImportedLaunchTheRunIsMissing) {
  auto launch = examples::plain_launch();
  const json told = json::parse(exported({launch}, json_exporter))["launches"][0];
  launch.first.ranks.clear();
  const json imported = json::parse(exported({launch}, json_exporter))["launches"][0];
  for (const char* key : {"profile", "seed", "wall_seconds"})
    EXPECT_TRUE(told.contains(key) && !imported.contains(key)) << key;
}

TEST(JsonExport, SamplesAreTheFilesOwn) {
  const json file = json::parse(exported({examples::plain_launch()}, json_exporter, true));
  const json& one = case_named(file["launches"][0], "memory/triad");
  const Case c = examples::measured();
  ASSERT_EQ(one.at("batch_ns").size(), 2U);
  EXPECT_EQ(one["batch_ns"][1][19], c.samples.at(1, 19));
  EXPECT_EQ(one.at("start_ns")[0][3], c.starts.at(0, 3));
}

TEST(JsonExport, HostileTextsComeBackAsTheyWereInAscii) {
  const std::string text = exported({examples::hostile_launch()}, json_exporter);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c < 127); }));
  const json launch = json::parse(text)["launches"][0];
  EXPECT_EQ(launch.at("site"), examples::kHostile);
  EXPECT_EQ(launch.at("cases")[0].at("axes")[0][1], examples::kHostile);
}

TEST(JsonExport, OfNoCaseIsStillJson) {
  const json file = json::parse(exported({{examples::launch(), {}}}, json_exporter));
  EXPECT_TRUE(file["launches"][0]["cases"].empty());
}

}  // namespace
}  // namespace gpubench::results
