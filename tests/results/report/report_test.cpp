#include "results/report/report.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "results/comparison/comparison_words.hpp"
#include "results/error.hpp"
#include "results/report/case_lines.hpp"
#include "results/report/page.hpp"
#include "results/report/rank_words.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Bundle kTables{"", "figures are tables here"};

class Reports : public testing::Test {
 protected:
  template <class Change>
  Report of(const std::vector<Settings>& launches, Change&& change) {
    std::filesystem::remove(folder_ / "a.h5");
    synthetic::write(folder_ / "a.h5", launches, change);
    sources_.files = {folder_ / "a.h5"};
    return make_report(sources_);
  }
  Report of(const std::vector<Settings>& launches) {
    return of(launches, [](const Settings&, Case&) {});
  }
  static std::vector<Settings> duet(double slowdown) {
    auto launches = synthetic::side("A", 6, true), b = synthetic::side("B", 6, true);
    for (Settings& one : b) one.slowdown = slowdown;
    launches.insert(launches.end(), b.begin(), b.end());
    return launches;
  }
  void set_policy(const std::string& text) {
    std::ofstream(folder_ / "policy.toml") << "schema = \"gpubench-policy/1\"\n" << text;
    sources_.policy = folder_ / "policy.toml";
    sources_.today = "2026-06-01";
  }

  examples::Folder folder_;
  ReportSources sources_;
};

constexpr const char* kExpected =
    "[[expected]]\nname = \"memory/case0\"\ndirection = \"worse\"\nreason = \"a guard\"\nuntil = ";

TEST_F(Reports, APolicysVerdictsAreTheGates) {
  set_policy(std::string(kExpected) + "2026-12-31\n");
  const Report report = of(duet(0.05));
  ASSERT_TRUE(report.judgement);
  EXPECT_EQ(report.judgement->code, ExitCode::regressed);
  EXPECT_EQ(report.judgement->conclusion, "1 REGRESSED, 1 EXPECTED of 2 cases: the candidate fails");
  EXPECT_EQ(report.comparison->cases[0].outcome, Outcome::expected);
  const std::string page = make_page(report, kTables);
  EXPECT_THAT(page,
              HasSubstr("<p class=\"headline\">1 REGRESSED, 1 EXPECTED of 2 cases: the candidate fails."));
  EXPECT_THAT(page, HasSubstr("policy.toml"));
  EXPECT_THAT(page, HasSubstr("id=\"verdict\" class=\"bad\""));
}

TEST_F(Reports, AnExpectationThatIsPastExcusesNothingAndIsSaid) {
  set_policy(std::string(kExpected) + "2026-05-31\n");
  const Report report = of(duet(0.05));
  EXPECT_EQ(report.comparison->cases[0].outcome, Outcome::regressed);
  EXPECT_THAT(make_page(report, kTables),
              HasSubstr("was expected until 2026-05-31 (a guard): that day is past"));
}

TEST_F(Reports, WhereFewerCasesAreDecidedThanThePolicyAsksNothingIsShown) {
  set_policy("min_gated = 3\n");
  const Report report = of(duet(0));
  EXPECT_EQ(report.judgement->code, ExitCode::incomparable);
  const std::string page = make_page(report, kTables);
  EXPECT_THAT(page, HasSubstr("nothing was shown"));
  EXPECT_THAT(page, HasSubstr("2 cases have a verdict, the policy asks for 3"));
  EXPECT_THAT(page, HasSubstr("id=\"verdict\" class=\"open\""));
}

TEST_F(Reports, FalseAlarmsAreHeldToWhatThePolicySays) {
  EXPECT_THAT(make_page(of(duet(0)), kTables), HasSubstr("held to 5 % over all cases"));
  set_policy("error_rate = 0.01\n");
  EXPECT_THAT(make_page(of(duet(0)), kTables), HasSubstr("held to 1 % over all cases"));
}

TEST_F(Reports, OnlyTwoSidesAreJudged) {
  set_policy("min_gated = 1\n");
  EXPECT_THROW(of({Settings()}), UsageError);
  sources_.policy.clear();
  sources_.ledger = {folder_ / "a.h5"};
  EXPECT_THROW(of({Settings()}), UsageError);
}

TEST_F(Reports, ALedgerPutsANoisyCaseOnWatch) {
  const auto noisy = [](const Settings& launch, Case& c) {
    const double factor = std::exp(0.2 * std::sin(7.0 * static_cast<double>(launch.number)));
    for (auto& sample : c.samples.values)
      sample = static_cast<std::int64_t>(factor * static_cast<double>(sample));
  };
  auto study = synthetic::side("A", 12, true, 1000), b = synthetic::side("B", 12, true, 1000);
  study.insert(study.end(), b.begin(), b.end());
  synthetic::write(folder_ / "ledger.h5", study, noisy);
  EXPECT_EQ(count(*of(duet(0), noisy).comparison, Outcome::watch), 0U);
  sources_.ledger = {folder_ / "ledger.h5"};
  EXPECT_EQ(count(*of(duet(0), noisy).comparison, Outcome::watch), 2U);
}

TEST_F(Reports, ASiteThatIsNamedAndOneThatIsNotAreTwo) {
  std::vector<Settings> launches(3);
  for (std::size_t i = 0; i < 3; ++i) launches[i].number = i;
  launches[2].site = "";
  const Report report = of(launches);
  EXPECT_EQ(report.kind, ReportKind::sites);
  EXPECT_THAT(report.series, ElementsAre("(not given)", "lab"));
  launches[2].site = "other";
  EXPECT_EQ(of(launches).kind, ReportKind::sides);
}

TEST_F(Reports, ALaunchWithoutAPositionIsOnNeitherSideAndIsCounted) {
  auto launches = duet(0);
  Settings stray;
  stray.number = 99;
  launches.push_back(stray);
  const Report report = of(launches);
  EXPECT_EQ(report.launches.size(), 12U);
  EXPECT_THAT(make_page(report, kTables), HasSubstr("launches of no position: 1"));
  EXPECT_THAT(make_page(of(duet(0)), kTables), Not(HasSubstr("of no position")));
}

TEST_F(Reports, NamesOfVeryManyFilesAreCut) {
  sources_.files.clear();
  for (std::size_t i = 0; i < 40; ++i) {
    Settings one;
    one.number = i;
    sources_.files.push_back(folder_ / ("a_file_with_a_name" + std::to_string(i) + ".h5"));
    synthetic::write(sources_.files.back(), {one});
  }
  const Report report = make_report(sources_);
  EXPECT_LT(kind_text(report).size(), 400U);
  EXPECT_THAT(make_page(report, kTables), HasSubstr("name39.h5"));  // at its end
}

TEST_F(Reports, ACaseThatFailedHasItsLineAndItsReason) {
  Settings three;
  three.cases = 3;
  const auto fail_first = [](const Settings&, Case& c) {
    if (c.name != "memory/case0") return;
    c.status = Status::failed;
    c.reason = "the device fell off the bus";
    c.samples = {};
  };
  const CaseLines table = case_lines(of({three}, fail_first));
  ASSERT_EQ(table.lines.size(), 3U);
  EXPECT_EQ(table.lines[0].verdict, "failed");
  EXPECT_FALSE(table.lines[0].has_section);
  EXPECT_EQ(table.lines[0].cells.back().text, "the device fell off the bus");
  EXPECT_EQ(table.lines[1].verdict, "identical");
  EXPECT_THAT(make_page(of({three}, fail_first), kTables),
              HasSubstr("<th scope=\"row\">memory</th><td>2</td><td>0</td><td>1</td>"));
}

TEST_F(Reports, ALinesVerdictIsTheWorstOfItsLaunches) {
  std::vector<Settings> launches(3);
  for (std::size_t i = 0; i < 3; ++i) launches[i].number = i;
  const auto verdict_of = [&](std::vector<std::string> words) {
    const Report report = of(launches, [&](const Settings& launch, Case& c) {
      c.verification.correctness = words[launch.number];
    });
    return case_lines(report).lines[0].verdict;
  };
  EXPECT_EQ(verdict_of({"statistical", "bounded", "identical"}), "bounded");
  EXPECT_EQ(verdict_of({"bounded", "unchecked", "statistical"}), "unchecked");
  EXPECT_EQ(verdict_of({"unchecked", "wrong", "identical"}), "WRONG");
  EXPECT_EQ(verdict_of({"identical", "identical", "identical"}), "identical");
}

TEST_F(Reports, AColumnThatIsEmptyIsNotThere) {
  Settings alone;
  alone.ranks = 1;
  EXPECT_THAT(case_lines(of({alone})).columns, ElementsAre("median", "+-", "rate"));
  EXPECT_THAT(case_lines(of({Settings()})).columns, testing::Contains("spread"));
}

TEST_F(Reports, AHeadlineSaysNoMoreThanWasChecked) {
  const auto headline = [&](const std::string& correctness, Status status) {
    const std::string page = make_page(of({Settings()},
                                          [&](const Settings&, Case& c) {
                                            c.verification.correctness = correctness;
                                            c.status = status;
                                            if (status == Status::measured) return;
                                            c.reason = "a reason";
                                            c.samples = {};
                                          }),
                                       kTables);
    const std::size_t begin = page.find("class=\"headline\">") + 17;
    return page.substr(begin, page.find('<', begin) - begin);
  };
  EXPECT_EQ(headline("identical", Status::measured),
            "Every output that was checked is right: 2 of 2 measurements.");
  EXPECT_EQ(headline("unchecked", Status::measured), "No output was checked, in 2 measurements.");
  EXPECT_EQ(headline("wrong", Status::measured), "2 wrong and 0 failed of 2 measurements.");
  EXPECT_EQ(headline("", Status::failed), "0 wrong and 2 failed of 2 measurements.");
  EXPECT_EQ(headline("", Status::skipped), "Nothing was measured.");
}

TEST_F(Reports, ARunThatWasKilledIsNotGreen) {
  Launch launch = synthetic::launch(Settings());
  launch.complete = false;
  launch.stop_reason = "died";
  StoreWriter writer(folder_ / "died.h5");
  writer.begin_launch(launch);
  writer.write_case(synthetic::measured(Settings(), 0));
  writer.end_launch(launch);
  writer.finish(false);
  sources_.files = {folder_ / "died.h5"};
  const std::string page = make_page(make_report(sources_), kTables);
  EXPECT_THAT(page, HasSubstr("id=\"verdict\" class=\"open\""));
  EXPECT_THAT(page, HasSubstr("1 of 1 measurements; the run did not reach its end in 1 of 1 launches."));
  EXPECT_THAT(make_page(of({Settings()}), kTables), HasSubstr("id=\"verdict\" class=\"good\""));
}

TEST_F(Reports, APromiseThatIsBrokenIsNoOutputThatIsRight) {
  std::vector<Settings> launches(2);
  launches[1].number = 1;
  for (std::size_t i = 0; i < 2; ++i) launches[i].site = "lab";
  sources_.files = {folder_ / "0.h5", folder_ / "1.h5", folder_ / "2.h5"};
  for (std::size_t i = 0; i < 3; ++i) {
    Settings one;
    one.number = i;
    synthetic::write(sources_.files[i], {one}, [i](const Settings&, Case& c) {
      c.facts.emplace_back("promise", "identical with one library version, architecture and stream");
      if (i == 2) c.verification.digest = std::string(32, 'e');
    });
  }
  const std::string page = make_page(make_report(sources_), kTables);
  EXPECT_THAT(
      page,
      HasSubstr("6 of 6 measurements; yet outputs of 2 cases are not the bits that their library promises"));
}

TEST_F(Reports, LagsAreToldOfTheSeriesThatIsAskedFor) {
  std::vector<Settings> launches(6);
  for (std::size_t i = 0; i < 6; ++i) {
    launches[i].number = i;
    launches[i].site = launches[i].hosts = "lab" + std::to_string(i / 2);
    launches[i].cases = 4;
    if (i == 2) launches[i].slow_rank = 4;
  }
  const Report report = of(launches);
  EXPECT_THAT(ranks_outstanding(report), ElementsAre(HasSubstr("lab1 1, rank 4: memory")));
  EXPECT_THAT(ranks_outstanding(report, 0), IsEmpty());
  EXPECT_THAT(ranks_outstanding(report, 1).size(), 1);
}

TEST_F(Reports, APageIsBoundedAndSaysWhatItLeavesOut) {
  Settings many;
  many.cases = 300;
  many.ranks = 2;
  many.samples = 60;
  const Report report = of({many});
  const std::string whole = make_page(report, kTables);
  EXPECT_THAT(whole, Not(HasSubstr("id=\"thinned\"")));
  const std::string thinned = make_page(report, kTables, whole.size() / 4 * 3);
  EXPECT_LT(thinned.size(), whole.size() / 4 * 3);
  EXPECT_THAT(thinned, HasSubstr("id=\"thinned\""));
  EXPECT_THAT(thinned, HasSubstr("this page has no room for more"));
  const std::string least = make_page(report, kTables, 1);
  EXPECT_THAT(least, HasSubstr("The first 125 of 300"));
  EXPECT_THAT(least, Not(HasSubstr("href=\"#"
                                   "case-" +
                                   report.cases[200].id)));  // which is not there
  EXPECT_THAT(least, HasSubstr("href=\"#"
                               "case-" +
                               report.cases[100].id));
}

}  // namespace
}  // namespace gpubench::results
