#include "harness/fingerprint/difference.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/fingerprint/fingerprint.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Facts = std::vector<Fact>;

Facts plain() {
  return merge_facts({{{"image", "os.id", "debian", ""},
                       {"image", "package.dpkg.libopenblas0-pthread", "0.3.21", ""},
                       {"image", "package.dpkg.zlib1g", "1.2", ""},
                       {"loaded", "library.libopenblas", "libopenblas.so.0 build id aa", ""},
                       {"loaded", "library.libopenblas.sha256", "a1", ""},
                       {"loaded", "openblas.corename", "Haswell", ""},
                       {"host", "cpu.model", "one", ""},
                       {"run", "load.one_minute", "0.1", ""},
                       {"run", "variable.TMPDIR", "/tmp", ""}}});
}

/// plain() with other values of these keys; an empty one is left out.
Facts with(const std::vector<std::pair<std::string, std::string>>& changes) {
  Facts facts = plain();
  for (const auto& [key, value] : changes) {
    const auto found = std::ranges::find(facts, key, &Fact::key);
    if (value.empty())
      facts.erase(found);
    else
      found->value = value;
  }
  std::erase_if(facts, [](const Fact& fact) { return fact.key == "sha256"; });
  return merge_facts({facts});
}

std::vector<std::string> keys_of(const std::vector<FactDifference>& facts) {
  std::vector<std::string> keys;
  for (const FactDifference& fact : facts) keys.push_back(fact.key);
  return keys;
}

std::string text_of(const Facts& a, const Facts& b, bool all = false) {
  return difference_text(difference_of(a, b), {"a.h5", "launch 1", a}, {"live", "this machine, now", b},
                         {all, 0, false});
}

TEST(Difference, EqualFactsAreEqualInEveryScope) {
  const FingerprintDifference same = difference_of(plain(), plain());
  EXPECT_TRUE(same.equal());
  ASSERT_EQ(same.scopes.size(), 4U);
  for (const ScopeDifference& scope : same.scopes) {
    EXPECT_EQ(scope.hash_a, scope.hash_b);
    EXPECT_EQ(scope.differences, 0U);
  }
  EXPECT_THAT(text_of(plain(), plain()), HasSubstr("equal: no fact"));
}

TEST(Difference, TheLoadIsNamedAndDoesNotCount) {
  const FingerprintDifference busy = difference_of(plain(), with({{"load.one_minute", "7"}}));
  EXPECT_TRUE(busy.equal());
  EXPECT_THAT(busy.scopes.back().incidental, ElementsAre("load.one_minute"));
  EXPECT_NE(busy.scopes.back().hash_a, busy.scopes.back().hash_b);
  EXPECT_THAT(text_of(plain(), with({{"load.one_minute", "7"}})), HasSubstr("equal but for load.one_minute"));
}

TEST(Difference, TheWeightiestIsFirstWhateverItsScope) {
  const FingerprintDifference many = difference_of(plain(), with({{"os.id", "ubuntu"},
                                                                  {"variable.TMPDIR", "/x"},
                                                                  {"cpu.model", "two"},
                                                                  {"openblas.corename", "Zen"}}));
  EXPECT_THAT(keys_of(many.facts), ElementsAre("openblas.corename", "cpu.model", "os.id", "variable.TMPDIR"));
  EXPECT_EQ(many.scopes[0].differences, 1U);
  EXPECT_FALSE(many.equal());
}

TEST(Difference, AFactOfOneSideIsMissingOnTheOther) {
  const FingerprintDifference lost = difference_of(plain(), with({{"cpu.model", ""}}));
  ASSERT_THAT(keys_of(lost.facts), ElementsAre("cpu.model"));
  EXPECT_THAT(lost.facts[0].b, IsEmpty());
  EXPECT_THAT(text_of(plain(), with({{"cpu.model", ""}})), HasSubstr("B  (missing)"));
  EXPECT_THAT(text_of(with({{"cpu.model", ""}}), plain()), HasSubstr("A  (missing)"));
}

TEST(Difference, APackageAndItsFileAreToldWithTheLibrary) {
  const FingerprintDifference other =
      difference_of(plain(), with({{"package.dpkg.libopenblas0-pthread", "0.3.22"},
                                   {"package.dpkg.zlib1g", "1.3"},
                                   {"library.libopenblas", "libopenblas.so.0 build id bb"},
                                   {"library.libopenblas.sha256", "b2"}}));
  ASSERT_THAT(keys_of(other.facts), ElementsAre("library.libopenblas", "package.dpkg.zlib1g"));
  EXPECT_THAT(keys_of(other.facts[0].with),
              ElementsAre("library.libopenblas.sha256", "package.dpkg.libopenblas0-pthread"));
  EXPECT_EQ(other.scopes[0].differences, 2U);  // where it is told changes no count
}

TEST(Difference, APackageAloneStandsAlone) {
  const FingerprintDifference other =
      difference_of(plain(), with({{"package.dpkg.libopenblas0-pthread", "0.3.22"}}));
  EXPECT_THAT(keys_of(other.facts), ElementsAre("package.dpkg.libopenblas0-pthread"));
}

TEST(Difference, RanksThatSayTheSameOtherwiseSpreadAreNoDifference) {
  const Facts one = plain();
  Facts busy = plain();
  for (Fact& fact : busy) fact.ranks = "0-7";
  EXPECT_TRUE(difference_of(one, busy).equal());
}

TEST(Difference, ValuesOfSeveralRanksAreToldWithTheRanks) {
  Facts two = plain();
  std::erase_if(two, [](const Fact& fact) { return fact.key == "sha256"; });
  Facts other = two;
  std::ranges::find(other, "cpu.model", &Fact::key)->value = "two";
  const std::string text = text_of(plain(), merge_facts({two, other}));
  EXPECT_THAT(text, AllOf(HasSubstr("A  one\n"), HasSubstr("B  one (ranks 0) | two (ranks 1)")));
}

TEST(Difference, ALongListOfPackagesIsCutAndSaysSoUnlessAllIsAsked) {
  Facts many = {{"image", "os.id", "debian", "0"}};
  for (int i = 0; i < 31; ++i) many.push_back({"image", "package.dpkg.p" + std::to_string(i), "1", "0"});
  const std::string text = text_of({many[0]}, many), whole = text_of({many[0]}, many, true);
  EXPECT_THAT(text, HasSubstr("23 more packages differ: --all shows them"));
  EXPECT_THAT(text, HasSubstr("31 facts differ"));
  EXPECT_EQ(std::ranges::count(whole, '\n') - std::ranges::count(text, '\n'), 23 - 2);
  EXPECT_THAT(whole, Not(HasSubstr("--all")));
}

TEST(Difference, StrongFactsAreNeverCut) {
  Facts many;
  for (int i = 0; i < 31; ++i) many.push_back({"run", "variable.NCCL_X" + std::to_string(i), "1", "0"});
  const std::string text = text_of({}, many);
  EXPECT_THAT(text, AllOf(HasSubstr("NCCL_X30"), HasSubstr("NCCL_X0:"), Not(HasSubstr("more"))));
}

TEST(Difference, HostileTextIsMadeHarmless) {
  const Facts evil = {{"host\033[2J", "cpu\a\nB  key", "\033]0;own\a\xff" + std::string(500, 'x'), "0\033"}};
  const FingerprintSide side{"file\033", "origin\n", evil};
  const FingerprintDifference difference = difference_of({}, evil);
  for (const std::string& text :
       {difference_text(difference, side, side, {}), difference_json(difference, side, side)}) {
    EXPECT_THAT(text, Not(HasSubstr("\033")));
    EXPECT_THAT(text, Not(HasSubstr("\a")));
  }
  EXPECT_THAT(difference_text(difference, side, side, {}), Not(HasSubstr("\nB  key")));
}

TEST(Difference, ManyLibrariesAndPackagesDoNotKeepOneWaiting) {
  Facts many;
  for (int i = 0; i < 20000; ++i) {
    many.push_back({"loaded", "library.lib" + std::to_string(i), "1", "0"});
    many.push_back({"image", "package.dpkg.lib" + std::to_string(i), "1", "0"});
  }
  EXPECT_EQ(difference_of({}, many).facts.size(), many.size());
}

TEST(Difference, JsonHasEverything) {
  const Facts b = with({{"openblas.corename", "Zen"},
                        {"library.libopenblas", "libopenblas.so.0 build id bb"},
                        {"library.libopenblas.sha256", "b2"},
                        {"load.one_minute", "7"}});
  const auto json = nlohmann::json::parse(
      difference_json(difference_of(plain(), b), {"a.h5", "launch 1", plain()}, {"live", "now", b}));
  EXPECT_EQ(json.at("schema"), "gpubench-fingerprint-difference/1");
  EXPECT_EQ(json.at("equal"), false);
  EXPECT_EQ(json.at("a").at("name"), "a.h5");
  EXPECT_EQ(json.at("scopes").size(), 4U);
  EXPECT_EQ(json.at("scopes")[3].at("incidental")[0], "load.one_minute");
  const auto& facts = json.at("differences");
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].at("key"), "library.libopenblas");
  EXPECT_EQ(facts[0].at("with")[0].at("key"), "library.libopenblas.sha256");
  EXPECT_EQ(facts[1].at("bearing"), "strong");
  EXPECT_EQ(facts[1].at("a")[0].at("value"), "Haswell");
  EXPECT_EQ(facts[1].at("b")[0].at("ranks"), "0");
}

}  // namespace
}  // namespace gpubench
