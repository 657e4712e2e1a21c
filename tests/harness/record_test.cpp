#include "harness/record.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench {
namespace {

RankReport report_of(Correctness correctness, Digest digest, bool replicated) {
  RankReport report;
  report.verdict.correctness = correctness;
  report.verdict.family = "E";
  report.verdict.checked = 10;
  report.verdict.total = 10;
  report.verdict.digest = digest;
  report.verdict.replicated = replicated;
  if (correctness == Correctness::wrong) report.verdict.detail = "element 3 is 7, not 8";
  report.series = {"switches_involuntary"};
  report.measurement.warm_up = {5, 4, 3};
  for (std::int64_t i = 0; i < 6; ++i)
    report.measurement.samples.push_back({{Nanoseconds(1000 + i), Nanoseconds(100 + i)}, {{i}}});
  report.measurement.stop_reason = "precise";
  report.measurement.batch = 4;
  report.measurement.wall = {Seconds(1), Seconds(2), Seconds(0.5)};
  report.wall = Seconds(4);
  return report;
}

TEST(Record, TelemetryIsKeptByRankOnTheSamplesClock) {
  RankReport often = report_of(Correctness::identical, {}, false), seldom = often;
  often.telemetry = {{"power_mw", "throttle_bits"}, {1010, 1020}, {300, 0, 310, 4}};
  seldom.telemetry = {{"power_mw"}, {2005}, {results::kAbsent}};
  results::Case record;
  fill_record(record, {0, 3}, {rank_report_from(to_bytes(often)), rank_report_from(to_bytes(seldom))},
              {1000, 2000});
  using results::kAbsent;
  EXPECT_EQ(record.telemetry.at("times").values, (std::vector<std::int64_t>{10, 20, 5, kAbsent}));
  EXPECT_EQ(record.telemetry.at("power_mw").values, (std::vector<std::int64_t>{300, 310, kAbsent, kAbsent}));
  EXPECT_EQ(record.telemetry.at("throttle_bits").values, (std::vector<std::int64_t>{0, 4, kAbsent, kAbsent}));
}

/// Samples begin at 1000 + i and last 100 + i ns.
TEST(Record, EachSampleHasTheClockAndTheThrottlingThatItsOwnDeviceToldLast) {
  RankReport one = report_of(Correctness::identical, {}, false), other = one;
  one.telemetry = {
      {"throttle_bits", "clock_sm_mhz"}, {1090, 1104, 1107}, {0, 1980, 4, 1755, 0, results::kAbsent}};
  other.telemetry = {{"clock_sm_mhz"}, {1103}, {1500}};
  results::Case record;
  fill_record(record, {0, 3}, {one, other}, {0, 0});
  using results::kAbsent;
  EXPECT_EQ(record.disturbances.at("clock_sm_mhz").values,
            (std::vector<std::int64_t>{1980, 1980, 1755, 1755, kAbsent, kAbsent,  //
                                       kAbsent, kAbsent, 1500, 1500, 1500, 1500}));
  EXPECT_EQ(record.disturbances.at("throttle_bits").values,
            (std::vector<std::int64_t>{0, 0, 4, 4, 0, 0,  //
                                       kAbsent, kAbsent, kAbsent, kAbsent, kAbsent, kAbsent}));
}

/// A sample of 0.3 s, and what was read meanwhile.
std::pair<Interval, TelemetryLog> watched_sample(Telemetry& telemetry) {
  TelemetryRecorder recorder(&telemetry);
  const Nanoseconds begin = now();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const Interval sample{begin, now() - begin};
  return {sample, recorder.stop()};
}

class RecordOfNvml : public nvml::FakeNvmlTest {};

TEST_F(RecordOfNvml, EachSampleHasWhatTheDriverToldWhileItRan) {
  auto library = open();
  const nvml::Device found = device(*library);
  const auto telemetry = nvml::make_telemetry(std::move(library), found);
  const auto [cool, first] = watched_sample(*telemetry);
  script().throttle_bits = 0x48;
  script().unsupported = "nvmlDeviceGetClockInfo";
  const auto [hot, second] = watched_sample(*telemetry);

  RankReport report = report_of(Correctness::identical, {}, false);
  report.telemetry = first;
  report.telemetry.times.insert(report.telemetry.times.end(), second.times.begin(), second.times.end());
  report.telemetry.values.insert(report.telemetry.values.end(), second.values.begin(), second.values.end());
  report.measurement.samples = {{cool, {{0}}}, {hot, {{0}}}};
  results::Case record;
  fill_record(record, {0}, {rank_report_from(to_bytes(report))}, {0});
  EXPECT_EQ(record.disturbances.at("throttle_bits").values, (std::vector<std::int64_t>{0, 0x48}));
  EXPECT_EQ(record.disturbances.at("clock_sm_mhz").values,
            (std::vector<std::int64_t>{1755, results::kAbsent}));
  EXPECT_GE(record.telemetry.at("power_mw").values.size(), 4U) << "twenty readings a second";
}

TEST(Record, WithoutReadingsNoSampleHasAny) {
  results::Case record;
  fill_record(record, {0}, {report_of(Correctness::identical, {}, false)}, {0});
  EXPECT_FALSE(record.disturbances.contains("clock_sm_mhz"));
  EXPECT_FALSE(record.disturbances.contains("throttle_bits"));
}

TEST(Record, AnObstacleOfAllParticipantsSkipsTheCase) {
  RankReport report;
  report.obstacle = "transport nccl: no such module";
  results::Case record;
  fill_record(record, {0, 1}, {report, rank_report_from(to_bytes(report))}, {0, 0});
  EXPECT_EQ(record.status, results::Status::skipped);
  EXPECT_EQ(record.reason, report.obstacle);
}

TEST(Record, DigestsOfShardsAdd) {
  const auto v = combine_verdicts({0, 1}, {report_of(Correctness::identical, {1, 2}, false),
                                           report_of(Correctness::identical, {3, 4}, false)});
  EXPECT_EQ(v.digest, to_string(Digest{4, 6}));
  EXPECT_EQ(v.correctness, "identical");
  EXPECT_EQ(v.checked, 20U);
}

TEST(Record, WhereNobodyHasAnOutputThereIsNoDigest) {
  RankReport none = report_of(Correctness::identical, {}, false);
  none.verdict.digest = std::nullopt;
  EXPECT_EQ(combine_verdicts({0, 1}, {none, none}).digest, "");
  const auto rooted = combine_verdicts({0, 1}, {report_of(Correctness::identical, {3, 4}, false), none});
  EXPECT_EQ(rooted.digest, to_string(Digest{3, 4})) << "a rank that receives nothing adds nothing";
  EXPECT_EQ(rank_report_from(to_bytes(none)).verdict.digest, std::nullopt);
}

TEST(Record, ReplicatedOutputsMustBeEqual) {
  const auto same = combine_verdicts({0, 1}, {report_of(Correctness::identical, {1, 2}, true),
                                              report_of(Correctness::identical, {1, 2}, true)});
  EXPECT_EQ(same.correctness, "identical");
  EXPECT_EQ(same.digest, to_string(Digest{1, 2}));
  const auto other = combine_verdicts({0, 5}, {report_of(Correctness::identical, {1, 2}, true),
                                               report_of(Correctness::identical, {1, 3}, true)});
  EXPECT_EQ(other.correctness, "wrong");
  EXPECT_NE(other.detail.find("rank 5"), std::string::npos);
}

TEST(Record, OneWrongRankMakesTheCaseWrongAndIsNamed) {
  const auto v = combine_verdicts(
      {0, 2}, {report_of(Correctness::identical, {}, false), report_of(Correctness::wrong, {}, false)});
  EXPECT_EQ(v.correctness, "wrong");
  EXPECT_EQ(v.detail, "rank 2: element 3 is 7, not 8");
}

TEST(Record, AnUncheckedOutputIsNeverBetterThanChecked) {
  const auto v = combine_verdicts(
      {0, 1}, {report_of(Correctness::identical, {}, false), report_of(Correctness::unchecked, {}, false)});
  EXPECT_EQ(v.correctness, "unchecked");
}

TEST(Record, SamplesAreRowsAndStartsCountFromEachRanksEpoch) {
  results::Case record;
  fill_record(record, {0, 1},
              {report_of(Correctness::identical, {}, false), report_of(Correctness::identical, {}, false)},
              {1000, 900});
  EXPECT_EQ(record.status, results::Status::measured);
  EXPECT_EQ(record.batch, 4U);
  EXPECT_EQ(record.samples.rows, 2U);
  EXPECT_EQ(record.samples.at(1, 5), 105);
  EXPECT_EQ(record.starts.at(0, 1), 1);
  EXPECT_EQ(record.starts.at(1, 1), 101);
  EXPECT_EQ(record.disturbances.at("switches_involuntary").at(1, 3), 3);
  EXPECT_DOUBLE_EQ(record.wall.harness, 0.5);
}

TEST(Record, ASeriesOneRankCannotReadIsLeftOut) {
  RankReport blind = report_of(Correctness::identical, {}, false);
  blind.series = {};
  results::Case record;
  fill_record(record, {0, 1}, {report_of(Correctness::identical, {}, false), blind}, {0, 0});
  EXPECT_TRUE(record.disturbances.empty());
}

TEST(Record, AFailedParticipantFailsTheCaseWithItsReason) {
  RankReport failed;
  failed.failure = "not enough memory";
  results::Case record;
  fill_record(record, {0, 4}, {report_of(Correctness::identical, {}, false), failed}, {0, 0});
  EXPECT_EQ(record.status, results::Status::failed);
  EXPECT_EQ(record.reason, "rank 4: not enough memory");
  EXPECT_TRUE(record.samples.empty());
}

TEST(Record, TheWorstPlaceIsTheFirstWrongRanks) {
  RankReport right = report_of(Correctness::identical, {}, false);
  RankReport wrong = report_of(Correctness::wrong, {}, false);
  wrong.verdict.worst_index = 3;  // exact families know no eta
  RankReport bounded = report_of(Correctness::bounded, {}, false);
  bounded.verdict.eta_max = 0.5;
  bounded.verdict.worst_index = 9;
  EXPECT_EQ(combine_verdicts({0, 1, 2}, {right, wrong, bounded}).worst_index, 3U);
  EXPECT_EQ(combine_verdicts({0, 1, 2}, {bounded, wrong, right}).worst_index, 3U);
  EXPECT_EQ(combine_verdicts({0, 1}, {right, bounded}).worst_index, 9U);
}

TEST(Record, ParticipantsThatTookOtherSamplesOrBatchesFailTheCase) {
  const RankReport first = report_of(Correctness::identical, {}, false);
  RankReport fewer = first, longer = first, warmer = first;
  fewer.measurement.samples.pop_back();
  longer.measurement.batch = 16;
  warmer.measurement.warm_up.push_back(3);
  for (const RankReport& other : {fewer, longer, warmer}) {
    results::Case record;
    fill_record(record, {0, 3}, {first, other}, {0, 0});
    EXPECT_EQ(record.status, results::Status::failed);
    EXPECT_NE(record.reason.find("rank 3 took "), std::string::npos) << record.reason;
    EXPECT_TRUE(record.samples.empty());
  }
}

TEST(Record, FactsThatDifferNameTheirRanks) {
  RankReport first = report_of(Correctness::identical, {}, false), other = first;
  first.facts = {{"threads", "2"}, {"instruction_set", "avx2"}};
  other.facts = {{"threads", "1"}, {"instruction_set", "avx2"}, {"affinity", "stays on 0"}};
  results::Case record;
  fill_record(record, {0, 4, 5}, {first, other, other}, {0, 0, 0});
  EXPECT_EQ(record.facts, (results::Facts{{"threads", "2 (ranks 0), 1 (ranks 4-5)"},
                                          {"instruction_set", "avx2"},
                                          {"affinity", "stays on 0 (ranks 4-5)"}}));
}

TEST(Record, AFrameAsksTheBenchmarkNothing) {
  PlannedCase planned;  // no benchmark: all that a record needs is planned
  planned.work.read = 24_B;
  planned.across_ranks = AcrossRanks::max;
  planned.ceiling = "flop/s f64";
  planned.skip_reason = "planted";
  const results::Case record = make_frame(planned, 7);
  EXPECT_EQ(record.work.bytes_read, 24U);
  EXPECT_EQ(record.across_ranks, "max");
  EXPECT_EQ(record.ceiling, "flop/s f64");
  EXPECT_EQ(record.reason, "planted");
  EXPECT_EQ(record.order, 7U);
}

TEST(RankReport, SurvivesItsOwnBytes) {
  RankReport report = report_of(Correctness::statistical, {7, ~0ULL}, true);
  report.facts = {{"threads", "2"}};
  report.verdict.eta_max = 0.25;
  const RankReport back = rank_report_from(to_bytes(report));
  EXPECT_EQ(back.verdict.correctness, Correctness::statistical);
  EXPECT_EQ(back.verdict.digest, report.verdict.digest);
  EXPECT_EQ(back.measurement.samples.size(), 6U);
  EXPECT_EQ(back.measurement.samples[5].interval.duration, Nanoseconds(105));
  EXPECT_EQ(back.series, report.series);
  EXPECT_EQ(back.facts, report.facts);
  EXPECT_DOUBLE_EQ(back.wall.count(), 4);
}

}  // namespace
}  // namespace gpubench
