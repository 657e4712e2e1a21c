#include "harness/rank_agreement.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>

#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"
#include "results/error.hpp"
#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Facts = std::vector<Fact>;

Facts facts_of_a_rank() {
  return {{"image", "gpubench.build_id", "0123", ""},
          {"image", "os.id", "debian", ""},
          {"image", "gpubench.sha256", "77", ""},
          {"image", "package.dpkg.libopenblas0", "0.3", ""},
          {"image", "package.dpkg.zlib1g", "1.2", ""},
          {"image", "packages.rpm.database", "d1", ""},
          {"loaded", "library.libc", "libc.so.6 build id cc", ""},
          {"loaded", "library.libopenblas", "libopenblas.so.0 build id aa", ""},
          {"loaded", "library.libopenblas.sha256", "a1", ""},
          {"loaded", "library.libz", "libz.so.1 build id 11", ""},
          {"host", "cpu.model", "one", ""},
          {"run", "load.one_minute", "0.1", ""}};
}

void set(Facts& facts, const std::string& key, const std::string& value) {
  std::ranges::find(facts, key, &Fact::key)->value = value;
}

void remove_fact(Facts& facts, const std::string& key) {
  std::erase_if(facts, [&](const Fact& fact) { return fact.key == key; });
}

/// Eight ranks, four on each of two hosts, of which change() makes some unlike the others.
std::vector<Facts> eight_ranks(const std::function<void(int, Facts&)>& change) {
  std::vector<Facts> ranks(8, facts_of_a_rank());
  for (int rank = 0; rank < 8; ++rank) change(rank, ranks[static_cast<std::size_t>(rank)]);
  return ranks;
}

const std::vector<std::string> kHosts = {"aaaa", "aaaa", "aaaa", "aaaa", "bbbb", "bbbb", "bbbb", "bbbb"};

RankAgreement agreement_where(const std::function<void(int, Facts&)>& change) {
  return agreement_of(merge_facts(eight_ranks(change)), kHosts);
}

TEST(RankAgreement, RanksThatAreAlikeAgree) {
  const RankAgreement agreement = agreement_where([](int, Facts&) {});
  EXPECT_THAT(agreement.mixed, IsEmpty());
  EXPECT_THAT(agreement.others, IsEmpty());
}

TEST(RankAgreement, AnotherCopyOfAMeasuredLibraryIsNamedOnceWithBothAndTheHost) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank != 5) return;
    set(facts, "library.libopenblas", "libopenblas.so.0 build id bb");
    set(facts, "library.libopenblas.sha256", "b2");
  });
  EXPECT_THAT(agreement.mixed,
              ElementsAre("rank 5 (host bbbb) maps another libopenblas (libopenblas.so.0 build id bb) than "
                          "ranks 0-4,6-7 (libopenblas.so.0 build id aa)"));
  EXPECT_THAT(agreement.mixed_short, ElementsAre("rank 5: libopenblas"));
}

TEST(RankAgreement, OtherBytesOfOneBuildIdAreAnotherCopy) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank == 2) set(facts, "library.libopenblas.sha256", "b2");
  });
  EXPECT_THAT(agreement.mixed,
              ElementsAre(AllOf(HasSubstr("rank 2 (host aaaa)"), HasSubstr("libopenblas (b2)"))));
}

TEST(RankAgreement, AnotherImageIsToldByItsWeightiestFactAndTheNumberOfTheRest) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank < 4) return;
    set(facts, "package.dpkg.libopenblas0", "0.4");
    set(facts, "os.id", "ubuntu");
  });
  EXPECT_THAT(agreement.mixed, ElementsAre("ranks 4-7 (host bbbb) run another image or build than ranks 0-3: "
                                           "package.dpkg.libopenblas0 is 0.4, not 0.3, and 1 more fact"));
}

TEST(RankAgreement, AFactThatOneRanksImageLacksIsAnotherImage) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank == 7) remove_fact(facts, "package.dpkg.libopenblas0");
  });
  EXPECT_THAT(agreement.mixed, ElementsAre(HasSubstr("package.dpkg.libopenblas0 is missing, not 0.3")));
}

TEST(RankAgreement, HostsInstalledOneByOneAndHashesNotToBeHadDoNotMix) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank < 4) return;
    set(facts, "package.dpkg.zlib1g", "1.3");
    set(facts, "packages.rpm.database", "d2");
    if (rank == 6) remove_fact(facts, "gpubench.sha256");
  });
  EXPECT_THAT(agreement.mixed, IsEmpty());
  EXPECT_THAT(agreement.others,
              ElementsAre("gpubench.sha256", "package.dpkg.zlib1g", "packages.rpm.database"));
}

TEST(RankAgreement, ASecondCopyBesideTheOthersMixesWhereverItIsSorted) {
  for (const char* second : {"libopenblas.so.0 build id 00", "libopenblas.so.0 build id zz"}) {
    const RankAgreement agreement = agreement_where([&](int rank, Facts& facts) {
      if (rank != 3) return;
      facts.push_back({"loaded", "library.libopenblas", second, ""});
      std::ranges::sort(facts, fact_before);
    });
    EXPECT_THAT(agreement.mixed, ElementsAre(HasSubstr("rank 3 (host aaaa) maps another libopenblas")))
        << second;
  }
}

TEST(RankAgreement, TwoRanksOfTwoOtherBuildsAreTwoSentences) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank == 1) set(facts, "gpubench.build_id", "4567");
    if (rank == 6) set(facts, "gpubench.build_id", "89ab");
  });
  EXPECT_THAT(agreement.mixed, ElementsAre(AllOf(HasSubstr("rank 1 "), HasSubstr("4567")),
                                           AllOf(HasSubstr("rank 6 "), HasSubstr("89ab"))));
}

TEST(RankAgreement, OtherLibrariesAndThoseThatSomeDoNotMapAreNamedAndDoNotMix) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank == 3) set(facts, "library.libz", "libz.so.1 build id 22");
    if (rank == 4)
      std::erase_if(facts, [](const Fact& fact) { return fact.key.starts_with("library.libopenblas"); });
  });
  EXPECT_THAT(agreement.mixed, IsEmpty());
  EXPECT_THAT(agreement.others, ElementsAre("libopenblas", "libz"));
}

TEST(RankAgreement, AWhollyDifferentProviderMixesThoughNoLibraryIsMappedByBoth) {
  const auto with = [](const std::string& key, const std::string& most, const std::string& of_rank_0) {
    return agreement_where([&](int rank, Facts& facts) {
      const bool is_first = rank == 0;
      if (is_first) {
        remove_fact(facts, "library.libopenblas");
        remove_fact(facts, "library.libopenblas.sha256");
      }
      const std::string& value = is_first ? of_rank_0 : most;
      if (!value.empty()) facts.push_back({"loaded", key, value, ""});
      std::ranges::sort(facts, fact_before);
    });
  };
  const RankAgreement agreement =
      with("blas.provider", "libopenblas.so.0 build id aa", "libblas.so.3 build id bb");
  EXPECT_THAT(agreement.mixed,
              ElementsAre("rank 0 (host aaaa) measures another blas than ranks 1-7: blas.provider is "
                          "libblas.so.3 build id bb, not libopenblas.so.0 build id aa"));
  EXPECT_THAT(agreement.mixed_short, ElementsAre("rank 0: blas"));
  EXPECT_THAT(agreement.others, ElementsAre("libopenblas"));
  for (const char* key : {"onednn.version", "fftw.library", "mpi.library", "cuda.runtime"})
    EXPECT_THAT(with(key, "1", "2").mixed, testing::SizeIs(1)) << key;
  EXPECT_THAT(with("cuda.runtime", "1", "").mixed, IsEmpty()) << "rank 0 has no GPU";
  for (const char* key : {"openblas.corename", "cuda.driver_api", "onednn.isa"}) {
    EXPECT_THAT(with(key, "1", "2").mixed, IsEmpty()) << key << " is the host's";
    EXPECT_THAT(with(key, "1", "2").others, testing::Contains(key));
  }
}

TEST(RankAgreement, AProviderIsToldOnceOfAllItsFacts) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    facts.push_back({"loaded", "mpi.library", rank == 3 ? "MPICH 4" : "Open MPI 4", ""});
    facts.push_back({"loaded", "mpi.standard", rank == 3 ? "4.0" : "3.1", ""});
    std::ranges::sort(facts, fact_before);
  });
  EXPECT_THAT(agreement.mixed, ElementsAre(HasSubstr("rank 3 (host aaaa) measures another mpi")));
}

TEST(RankAgreement, AnotherCopyThatIsTheProviderIsToldOnce) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    const std::string file = rank == 5 ? "libopenblas.so.0 build id bb" : "libopenblas.so.0 build id aa";
    set(facts, "library.libopenblas", file);
    facts.push_back({"loaded", "blas.provider", file, ""});
    std::ranges::sort(facts, fact_before);
  });
  EXPECT_THAT(agreement.mixed_short, ElementsAre("rank 5: libopenblas"));
}

TEST(RankAgreement, AValueThatOneHostKeepsToItselfIsNotKnownToDiffer) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    if (rank > 1) set(facts, "os.id", "(left out: the name of this host)");
  });
  EXPECT_THAT(agreement.mixed, IsEmpty());
}

TEST(RankAgreement, HostsAndLoadsMayDiffer) {
  const RankAgreement agreement = agreement_where([](int rank, Facts& facts) {
    set(facts, "cpu.model", rank < 4 ? "one" : "two");
    set(facts, "load.one_minute", std::to_string(rank));
  });
  EXPECT_THAT(agreement.mixed, IsEmpty());
  EXPECT_THAT(agreement.others, IsEmpty());
}

/// What each of eight ranks was told (empty: nothing thrown), and rank 0's facts afterwards.
struct Outcome {
  std::vector<std::string> told;
  Facts merged;
};

Outcome outcome_where(bool allow_mixed, const std::function<void(int, Facts&)>& change) {
  const std::vector<Facts> ranks = eight_ranks(change);
  Outcome outcome{std::vector<std::string>(8), {}};
  test::on_ranks(8, [&](test::ThreadWorld& world) {
    RunOptions options;
    options.allow_mixed = allow_mixed;
    options.quiet = true;
    const auto rank = static_cast<std::size_t>(world.rank());
    Facts merged = rank == 0 ? merge_facts(ranks) : Facts();
    try {
      require_agreement(world, options, kHosts, merged);
    } catch (const results::Error& error) {
      EXPECT_EQ(error.code(), results::ExitCode::config);
      outcome.told[rank] = error.what();
    }
    if (rank == 0) outcome.merged = merged;
  });
  return outcome;
}

std::optional<Fact> fact_of(const Facts& facts, const std::string& key) {
  const auto found = std::ranges::find(facts, key, &Fact::key);
  return found == facts.end() ? std::nullopt : std::optional(*found);
}

void make_rank_5_unlike(int rank, Facts& facts) {
  if (rank != 5) return;
  set(facts, "library.libopenblas", "libopenblas.so.0 build id bb");
  set(facts, "library.libz", "libz.so.1 build id 22");
}

TEST(RequireAgreement, AllRanksAreRefusedInTheSameWordsThatSayWhatToDo) {
  const Outcome outcome = outcome_where(false, make_rank_5_unlike);
  for (const std::string& told : outcome.told) EXPECT_EQ(told, outcome.told[0]);
  EXPECT_THAT(outcome.told[0],
              AllOf(HasSubstr("rank 5 (host bbbb) maps another libopenblas"), HasSubstr("LD_LIBRARY_PATH"),
                    HasSubstr("--allow-mixed"), Not(HasSubstr("\n"))));
}

TEST(RequireAgreement, OfManySentencesAFewAreTold) {
  const Outcome outcome =
      outcome_where(false, [](int rank, Facts& facts) { set(facts, "os.id", "os" + std::to_string(rank)); });
  EXPECT_THAT(outcome.told[3], HasSubstr("; 4 more: "));
}

TEST(RequireAgreement, AMixtureThatIsAllowedIsInTheRecordAndInItsHash) {
  const Outcome outcome = outcome_where(true, make_rank_5_unlike);
  EXPECT_THAT(outcome.told, testing::Each(IsEmpty()));
  const auto mixed = fact_of(outcome.merged, results::kRanksMixed);
  ASSERT_TRUE(mixed);
  EXPECT_EQ(*mixed, (Fact{"run", "ranks.mixed", "rank 5: libopenblas", "0-7"}));
  EXPECT_EQ(fact_of(outcome.merged, "ranks.differ")->value, "libz");
  const auto is_hash = [](const Fact& fact) { return fact.scope == "run" && fact.key == "sha256"; };
  EXPECT_EQ(std::ranges::count_if(outcome.merged, is_hash), 1);
  EXPECT_EQ(std::ranges::find_if(outcome.merged, is_hash)->value, scope_hash(outcome.merged, "run"));
}

TEST(RecordAgreement, WhatCameWhileMeasuringIsRecordedThoughItWasNotAllowed) {
  Facts merged = merge_facts(eight_ranks(make_rank_5_unlike));
  record_agreement(merged, kHosts);
  EXPECT_EQ(fact_of(merged, results::kRanksMixed)->value, "rank 5: libopenblas");
  Facts none;
  record_agreement(none, kHosts);
  EXPECT_THAT(none, IsEmpty());
}

TEST(RequireAgreement, RanksThatAgreeAddNothing) {
  const auto nothing = [](int, Facts&) {};
  const Outcome outcome = outcome_where(false, nothing);
  EXPECT_THAT(outcome.told, testing::Each(IsEmpty()));
  EXPECT_EQ(outcome.merged, merge_facts(eight_ranks(nothing)));
}

}  // namespace
}  // namespace gpubench
