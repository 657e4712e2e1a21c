#include "results/show.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "results/wording.hpp"
#include "tests/results/golden.hpp"
#include "tests/results/widest_line.hpp"

namespace gpubench::results {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class FakeFile : public ResultFile {
 public:
  FakeFile() {
    Launch launch;
    launch.profile = "quick";
    launch.complete = true;
    launch.planned = 1;
    launch.wall = {1, 6, 2, 1};
    for (std::int32_t i = 0; i < 3; ++i)
      launch.ranks.push_back({i, "h", "dev" + std::to_string(i), std::to_string(i), 0, 1});
    launches_.push_back(launch);
  }
  Case& add(const std::string& name, std::vector<std::int64_t> times) {
    Case c;
    c.id = "id" + std::to_string(cases.size());
    c.name = name;
    c.backend = "host";
    c.metric = "bandwidth";
    c.across_ranks = "each";
    c.status = Status::measured;
    c.stop_reason = "precise";
    c.work.bytes_read = 24000;
    c.verification.correctness = "identical";
    c.samples = {times.size(), 40, {}};
    for (std::size_t i = 0; i < times.size(); ++i) {
      c.participants.push_back(static_cast<std::int32_t>(i));
      c.samples.values.insert(c.samples.values.end(), 40, times[i]);
    }
    return cases.emplace_back(c);
  }
  const std::vector<Launch>& launches() const override { return launches_; }
  std::vector<CaseIndex> index(std::size_t) const override {
    std::vector<CaseIndex> rows(cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) rows[i].id = cases[i].id;
    return rows;
  }
  Case read_case(std::size_t, const std::string& id) const override {
    return cases.at(std::stoul(id.substr(2)));
  }
  std::string kind() const override { return "HDF5, schema 1"; }
  std::vector<std::string> warnings() const override { return warnings_; }

  std::vector<Case> cases;
  std::vector<Launch> launches_;
  std::vector<std::string> warnings_;
};

std::string text_of(const FakeFile& file, std::size_t width = 0) {
  std::ostringstream out;
  show(file, {width, false, "a.h5"}, out);
  return out.str();
}

TEST(Show, GoldenWithNumbersMasked) {
  FakeFile file;
  file.add("memory/triad", {10000});
  Case& skipped = file.add("memory/copy", {});
  skipped.status = Status::skipped;
  skipped.reason = "no driver";
  const std::string masked = mask_numbers(text_of(file));
  EXPECT_EQ(masked, golden("show.txt", masked));
}

TEST(Show, EachLaunchIsToldByItselfGolden) {
  FakeFile file;
  file.add("memory/triad", {10000});
  file.launches_.push_back(file.launches_[0]);
  file.launches_[1].profile = "standard";
  file.launches_[1].complete = false;
  const std::string masked = mask_numbers(text_of(file));
  EXPECT_EQ(masked, golden("show_launches.txt", masked));

  const auto launches = nlohmann::json::parse(show_json(file)).at("launches");
  ASSERT_EQ(launches.size(), 2U);
  EXPECT_EQ(launches[0].at("profile"), "quick");
  EXPECT_EQ(launches[1].at("profile"), "standard");
  for (const auto& launch : launches) EXPECT_EQ(launch.at("cases").size(), 1U);
}

TEST(Show, AxesAreToldByValueButBareNumbersKeepTheirName) {
  FakeFile file;
  file.add("compute/fma_peak", {10000}).axes = {
      {"type", "f64"}, {"ilp", "12"}, {"size", "4MiB"}, {"intensity", "1/16"}};
  EXPECT_THAT(text_of(file), HasSubstr("  f64 ilp=12 4MiB intensity=1/16  "));
}

TEST(Show, RatesAreInUnitsThatFit) {
  FakeFile file;
  file.add("memory/triad", {10000}).work.bytes_read = 12;
  file.add("memory/copy", {10000}).work.bytes_read = 123456;
  EXPECT_THAT(text_of(file), HasSubstr("1.20 MB/s"));
  EXPECT_THAT(text_of(file), HasSubstr("12.3 GB/s"));
  Case& messages = file.add("point_to_point/rate", {10000});
  messages.metric = "message_rate";
  messages.work.operations = 64;
  EXPECT_THAT(text_of(file), HasSubstr("6.40 M/s"));
}

TEST(Show, MemoryIsInGibibytes) {
  FakeFile file;
  file.launches_[0].environment = {{"host", "memory.total", "24684096 kB", "0"}};
  EXPECT_THAT(text_of(file), HasSubstr("23.5 GiB"));
}

TEST(Show, WhereNothingWasMeasuredThereIsNoTable) {
  FakeFile file;
  EXPECT_THAT(text_of(file), HasSubstr("nothing was measured"));
  file.add("memory/triad", {}).status = Status::skipped;
  EXPECT_THAT(text_of(file), HasSubstr("nothing was measured"));
  EXPECT_THAT(text_of(file), Not(HasSubstr("median")));
}

TEST(Show, OfManySkippedCasesItSaysHowMany) {
  FakeFile file;
  file.add("memory/triad", {10000});
  for (int i = 0; i < 6; ++i) {
    Case& skipped = file.add("gone/case_" + std::to_string(i), {});
    skipped.status = Status::skipped;
    skipped.reason = "no driver";
  }
  EXPECT_THAT(text_of(file), HasSubstr("skipped: no driver: gone/case_0, gone/case_1, "));
  Case& seventh = file.add("gone/case_6", {});
  seventh.status = Status::skipped;
  seventh.reason = "no driver";
  EXPECT_THAT(text_of(file), HasSubstr("skipped: no driver: 7 cases of 7 benchmarks, named by --verbose\n"));
}

TEST(Show, VerboseNamesWhatIsBehindARowUnderItAndEachSkippedCase) {
  FakeFile file;
  file.add("memory/triad", {10000}).facts = {{"threads", "2"}};
  file.add("memory/write", {10000}).facts = {{"threads", "3"}};
  for (const char* size : {"1MiB", "2MiB"}) {
    Case& skipped = file.add("memory/copy", {});
    skipped.axes = {{"working_set", size}};
    skipped.status = Status::skipped;
    skipped.reason = "no driver";
  }
  std::ostringstream out;
  show(file, {0, false, "a.h5", true}, out);
  EXPECT_THAT(out.str(), ContainsRegex("  triad .*identical *\n      figures  median 10.0 us, .*\n      case "
                                       "    id0, .*\n      samples  40, "));
  EXPECT_THAT(out.str(), HasSubstr("      facts    threads=2\n  write "));
  EXPECT_THAT(out.str(), HasSubstr("      facts    threads=3\n\n"));
  EXPECT_THAT(out.str(), HasSubstr("skipped: no driver:\n  host memory/copy working_set=1MiB\n"
                                   "  host memory/copy working_set=2MiB\n"));
  EXPECT_THAT(text_of(file), Not(HasSubstr("threads=2")));
}

TEST(Show, TheCourseOfTheSamplesIsDrawn) {
  FakeFile file;
  Case& c = file.add("memory/triad", {10000});
  std::fill_n(c.samples.values.begin() + 20, 20, 15000);
  EXPECT_THAT(text_of(file), HasSubstr("▁▁▁▁████"));
}

TEST(Show, MoreRanksThanProcessorsAreSaidOnce) {
  FakeFile file;
  EXPECT_THAT(text_of(file), Not(HasSubstr("oversubscribed")));
  for (Rank& rank : file.launches_[0].ranks) rank.cpuset = "0";
  EXPECT_THAT(text_of(file), HasSubstr(", oversubscribed: 3 ranks on 1 processor\n"));
}

TEST(Show, AWrongCaseShowsNoRate) {
  FakeFile file;
  file.add("memory/triad", {10000});
  EXPECT_THAT(text_of(file), HasSubstr("GB/s"));
  file.cases[0].verification.correctness = "wrong";
  file.cases[0].verification.detail = "index 7";
  EXPECT_THAT(text_of(file), Not(HasSubstr("GB/s")));
  EXPECT_THAT(text_of(file), HasSubstr("WRONG: memory/triad : index 7"));
  EXPECT_FALSE(nlohmann::json::parse(show_json(file))["launches"][0]["cases"][0].contains("rate"));
}

TEST(Show, NamesTheRankAndDeviceThatLags) {
  FakeFile file;
  for (int i = 0; i < 3; ++i) file.add("memory/triad", {10000, 10000, 10500});
  EXPECT_THAT(text_of(file), HasSubstr("rank 2 (device dev2) lags: memory 5.0 % slower, in 3 of 3 cases"));
  file.cases.pop_back();
  EXPECT_THAT(text_of(file), Not(HasSubstr("lags: ")));
}

TEST(Show, OfTwoTheSlowerIsNotAccused) {
  FakeFile file;
  for (int i = 0; i < 3; ++i) file.add("memory/triad", {10000, 10500});
  EXPECT_THAT(text_of(file), HasSubstr("is the slower of two"));
  EXPECT_THAT(text_of(file), Not(HasSubstr("lags: ")));
}

TEST(Show, AnIncompleteLaunchSaysSoAndTextFromTheFileSteersNothing) {
  FakeFile file;
  file.launches_[0].complete = false;
  file.launches_[0].stop_reason = "died\033[2J";
  EXPECT_THAT(text_of(file), HasSubstr("INCOMPLETE: died?[2J"));
}

TEST(Show, TheTableFitsTheWidth) {
  FakeFile file;
  file.add("memory/triad", {10000}).axes = {
      {"working_set", "4MiB"}, {"type", "f64"}, {"variant", "non-temporal"}};
  const std::string text = text_of(file, 40);
  EXPECT_LE(widest_line(text), 40U);
  EXPECT_THAT(text, HasSubstr("non-temporal"));
  EXPECT_THAT(text, HasSubstr("identical"));
  EXPECT_THAT(text, HasSubstr("no room for median, +-, rate, samples: a\nwider terminal"));
  EXPECT_THAT(text_of(file), Not(HasSubstr("no room")));
}

TEST(Show, ABackendIsAColumnWhereThereAreSeveral) {
  FakeFile file;
  file.add("memory/triad", {10000});
  EXPECT_THAT(text_of(file), AllOf(HasSubstr(", backend host\n"), Not(HasSubstr("case     backend"))));
  file.add("memory/triad", {10000}).backend = "cuda";
  EXPECT_THAT(text_of(file), AllOf(Not(HasSubstr(", backend host\n")), HasSubstr("case     backend")));
}

TEST(Show, WhatAnImportedLaunchDoesNotTellIsNotThere) {
  FakeFile file;
  file.launches_[0].ranks.clear();
  file.launches_[0].profile.clear();
  file.launches_[0].start = "2026-01-31T00:00:00Z";
  EXPECT_THAT(text_of(file), HasSubstr("launch   2026-01-31T00:00:00Z\n"));
  const auto launch = nlohmann::json::parse(show_json(file)).at("launches")[0];
  for (const char* key : {"profile", "seed", "ranks", "wall_seconds", "wall"})
    EXPECT_FALSE(launch.contains(key)) << key;
}

TEST(Wording, TheRateOfALatencyIsATime) {
  EXPECT_EQ(format_rate(265000, "ns"), "265.0 us");
  EXPECT_EQ(format_rate(0.25, "ns"), "0.250 ns");
  EXPECT_EQ(format_rate(999.6, "GB/s"), "1.00 TB/s");
  EXPECT_EQ(format_rate(999.6, "GB/s", 5), "999.60 GB/s");
  EXPECT_EQ(format_value(0.0012, "GB/s"), "1.20 MB/s");
  EXPECT_EQ(format_value(0.0012, "s", 5), "1.2000 ms");
  EXPECT_EQ(format_value(12.34, "hops"), "12.3 hops");
}

TEST(Wording, WhatRoundsToAThousandOfAUnitIsOneOfTheNext) {
  EXPECT_EQ(format_time(0.99996e-3), "1.00 ms");
  EXPECT_EQ(format_time(0.9991e-3), "999.0 us");
  EXPECT_EQ(format_time(0.99999), "1.00 s");
  EXPECT_EQ(format_time(0.99999, 5), "999.99 ms");
  EXPECT_EQ(format_time(0.999999, 5), "1.0000 s");
}

}  // namespace
}  // namespace gpubench::results
