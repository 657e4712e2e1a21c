#include "results/gate/gate.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "results/comparison/ledger.hpp"
#include "results/comparison/show_ledger.hpp"
#include "tests/results/comparison/compared.hpp"
#include "tests/results/widest_line.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kToday = "2026-02-01";

/// A file in place of an older one.
template <class Change>
void rewrite(const std::filesystem::path& path, const std::vector<Settings>& launches, Change&& change) {
  std::filesystem::remove(path);
  synthetic::write(path, launches, change);
}

void rewrite(const std::filesystem::path& path, const std::vector<Settings>& launches) {
  rewrite(path, launches, [](const Settings&, Case&) {});
}

/// Five pairs of two cases; the second is 5 % slower on side B.
class Gate : public Compare {
 protected:
  void SetUp() override {
    Compare::SetUp();
    rewrite(folder_ / "a.h5", synthetic::side("A", 5, true));
    write_candidate([](Case& c) {
      for (std::int64_t& sample : c.samples.values) sample = sample * 105 / 100;
    });
  }
  template <class Change>
  void write_candidate(Change&& change_second) {
    rewrite(folder_ / "b.h5", synthetic::side("B", 5, true), [&](const Settings&, Case& c) {
      if (c.name == "memory/case1") change_second(c);
    });
  }
  GateResult gated(const Policy& policy, const std::string& today = kToday) {
    return gate(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}), policy, nullptr, today);
  }
  static Policy expecting(double most, const std::string& until) {
    Policy policy;
    policy.expected.push_back({{"case1", "", ""}, true, std::log1p(most), "a safer kernel", until});
    return policy;
  }
};

TEST_F(Gate, ACaseThatGotSlowerFails) {
  const GateResult result = gated({});
  EXPECT_EQ(outcomes(result.comparison), (std::vector{Outcome::equivalent, Outcome::regressed}));
  EXPECT_EQ(result.code, ExitCode::regressed);
}

TEST_F(Gate, AChangeThatIsExpectedPassesUntilItsDayAndUpToItsLimit) {
  const GateResult passed = gated(expecting(0.08, kToday));
  EXPECT_EQ(passed.comparison.cases[1].outcome, Outcome::expected);
  EXPECT_THAT(passed.comparison.cases[1].why, HasSubstr("a safer kernel"));
  EXPECT_EQ(passed.code, ExitCode::good);

  const GateResult late = gated(expecting(0.08, "2026-01-31"));
  EXPECT_EQ(late.code, ExitCode::regressed);
  ASSERT_THAT(late.notes, SizeIs(1));
  EXPECT_THAT(late.notes[0], HasSubstr("that day is past"));

  EXPECT_EQ(gated(expecting(0.03, kToday)).code, ExitCode::regressed);
}

TEST_F(Gate, AnExpectedLossExcusesNoGain) {
  write_candidate([](Case& c) {
    for (std::int64_t& sample : c.samples.values) sample = sample * 100 / 105;
  });
  EXPECT_EQ(gated(expecting(0.08, kToday)).comparison.cases[1].outcome, Outcome::improved);
}

TEST_F(Gate, AWiderBoundOfOneBenchmarkHoldsForItAlone) {
  Policy policy;
  policy.overrides.push_back({{"memory/case1", "", ""}, std::log(1.1), std::log(1.2), false, ""});
  EXPECT_EQ(outcomes(gated(policy).comparison), (std::vector{Outcome::equivalent, Outcome::equivalent}));
  policy.overrides[0].which.name = "memory/case0";
  EXPECT_EQ(gated(policy).code, ExitCode::regressed);
}

TEST_F(Gate, WhatIsLeftOutNeitherFailsNorCounts) {
  Policy policy;
  policy.overrides.push_back({{"case1", "", ""}, std::nullopt, std::nullopt, true, "known noise"});
  GateResult result = gated(policy);
  EXPECT_EQ(result.comparison.cases[1].outcome, Outcome::watch);
  EXPECT_EQ(result.code, ExitCode::good);
  policy.min_gated = 2;
  result = gated(policy);
  EXPECT_EQ(result.code, ExitCode::incomparable);
  EXPECT_THAT(result.notes, SizeIs(1));
}

TEST_F(Gate, AnUndecidedCaseIsNoneOfThoseThatGuard) {
  rewrite(folder_ / "b.h5", synthetic::side("B", 5, true), [](const Settings& launch, Case& c) {
    if (c.name != "memory/case1") return;
    for (std::int64_t& sample : c.samples.values) sample = sample * (launch.pair % 2 == 0 ? 80 : 120) / 100;
  });
  Policy policy;
  policy.min_gated = 1;
  const GateResult undecided = gated(policy);
  EXPECT_EQ(outcomes(undecided.comparison), (std::vector{Outcome::equivalent, Outcome::inconclusive}));
  EXPECT_EQ(undecided.code, ExitCode::inconclusive);
  policy.min_gated = 2;
  EXPECT_EQ(gated(policy).code, ExitCode::incomparable);
}

TEST_F(Gate, ACandidateThatLostACaseOrAllOfThemNeverPasses) {
  const auto skip = [](Case& c) {
    c.status = Status::skipped;
    c.reason = "no driver";
    c.samples = {};
    c.participants = {};
  };
  write_candidate(skip);
  EXPECT_EQ(gated({}).code, ExitCode::regressed);
  rewrite(folder_ / "b.h5", synthetic::side("B", 5, true), [&](const Settings&, Case& c) { skip(c); });
  EXPECT_EQ(gated({}).code, ExitCode::regressed);
  rewrite(folder_ / "a.h5", synthetic::side("A", 5, true), [&](const Settings&, Case& c) { skip(c); });
  const GateResult nothing = gated({});
  EXPECT_EQ(nothing.code, ExitCode::incomparable);
  EXPECT_THAT(junit_xml(nothing), HasSubstr("failures=\"1\""));
}

TEST_F(Gate, ReportsSayWhatFailedAndEscapeWhatTheyQuote) {
  GateResult result = gated({});
  result.comparison.cases[1].why = "5 %\n<b>&\x1b[31m";
  EXPECT_THAT(junit_xml(result), HasSubstr("failures=\"1\""));
  EXPECT_THAT(junit_xml(result), HasSubstr("5 %?&lt;b&gt;&amp;?[31m"));
  const std::string annotations = github_annotations(result);
  EXPECT_THAT(annotations, HasSubstr("::error title=memory/case1 host"));
  EXPECT_THAT(annotations, HasSubstr("5 %25?<b>"));
  EXPECT_THAT(annotations, Not(HasSubstr("case0")));
  const auto json = nlohmann::json::parse(gate_json(result));
  EXPECT_EQ(json.at("exit_code"), 1);
}

TEST_F(Gate, ATitleOfAnAnnotationCannotEndEarly) {
  GateResult result = gated({});
  result.comparison.cases[1].key.axes = "a=1,file=x::y";
  EXPECT_THAT(github_annotations(result), HasSubstr("a=1%2Cfile=x%3A%3Ay"));
}

class LedgerFile : public Compare {
 protected:
  void write(std::size_t pairs, double noise, const std::string& cpu = "cpu one") {
    std::vector<Settings> both;
    for (const char* position : {"A", "B"}) {
      for (Settings& one : synthetic::side(position, pairs, true)) {
        one.launch_noise = noise;
        one.cpu = cpu;
        both.push_back(one);
      }
    }
    rewrite(folder_ / "ledger.h5", both);
  }
};

TEST_F(LedgerFile, KnowsTheSpreadOfAPairsDifference) {
  write(12, 0.01);
  const Ledger ledger = Ledger::read({folder_ / "ledger.h5"});
  ASSERT_THAT(ledger.entries(), SizeIs(2));
  EXPECT_EQ(ledger.entries()[0].pairs, 12U);
  EXPECT_EQ(ledger.entries()[0].prior.freedom, 11);
  // Two launches of sd 1 % each; of 12 pairs, 0.55 to 1.5 times the truth holds in all but one of thousands.
  EXPECT_NEAR(std::sqrt(ledger.entries()[0].prior.variance), 0.0141, 0.007);
}

TEST_F(LedgerFile, IsToldWithinTheTerminal) {
  for (const double noise : {0.01, 0.1}) {
    write(12, noise);
    for (const std::size_t width : {44U, 60U, 80U}) {
      std::ostringstream out;
      show_ledger(Ledger::read({folder_ / "ledger.h5"}), {.width = width}, out);
      EXPECT_LE(widest_line(out.str()), width);
    }
  }
}

TEST_F(LedgerFile, OfTooFewPairsIsRefused) {
  write(5, 0.01);
  EXPECT_THROW(Ledger::read({folder_ / "ledger.h5"}), DataError);
}

TEST_F(LedgerFile, PutsNoisyCasesOnWatchAndOfOtherHardwareSaysNothing) {
  write(12, 0.1);
  const Ledger noisy = Ledger::read({folder_ / "ledger.h5"});
  rewrite(folder_ / "a.h5", synthetic::side("A", 5, true));
  rewrite(folder_ / "b.h5", synthetic::side("B", 5, true));
  const auto compared = [&](const Ledger& ledger) {
    return outcomes(results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}),
                                     {{}, &ledger, {}, {}}));
  };
  EXPECT_EQ(compared(noisy), (std::vector{Outcome::watch, Outcome::watch}));
  write(12, 0.1, "cpu two");
  const Ledger elsewhere = Ledger::read({folder_ / "ledger.h5"});
  EXPECT_EQ(compared(elsewhere), (std::vector{Outcome::equivalent, Outcome::equivalent}));
}

TEST_F(LedgerFile, AWiderMarginTakesACaseFromTheWatch) {
  write(12, 0.03);
  const Ledger ledger = Ledger::read({folder_ / "ledger.h5"});
  rewrite(folder_ / "a.h5", synthetic::side("A", 5, true));
  rewrite(folder_ / "b.h5", synthetic::side("B", 5, true));
  const auto first = [&](const Policy& policy) {
    return gate(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}), policy, &ledger, kToday)
        .comparison.cases[0]
        .outcome;
  };
  Policy policy;
  EXPECT_EQ(first(policy), Outcome::watch);
  policy.overrides.push_back({{"case0", "", ""}, std::nullopt, std::log(1.2), std::nullopt, ""});
  EXPECT_NE(first(policy), Outcome::watch);
}

}  // namespace
}  // namespace gpubench::results
