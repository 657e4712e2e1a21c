#include "harness/rotating_trial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::Pair;

/// What happened to each set, and what its verdict is.
struct Seen {
  std::vector<std::size_t> used;
  std::array<std::uint64_t, 3> judged{};
  std::array<Correctness, 3> verdicts{};
  int resets = 0;
};

class SetTrial final : public Trial {
 public:
  SetTrial(Seen& seen, std::size_t place) : seen_(seen), place_(place) {}
  void reset() override { ++seen_.resets; }
  void enqueue(Stream&) override { seen_.used.push_back(place_); }
  Verdict verify(std::uint64_t applications) override {
    seen_.judged[place_] = applications;
    Verdict verdict;
    verdict.correctness = seen_.verdicts[place_];
    verdict.detail = verdict.correctness == Correctness::wrong ? "planted" : "";
    return verdict;
  }
  std::uint64_t applications_max() const override { return 10; }
  std::uint64_t launches() const override { return 5; }
  std::vector<std::span<std::byte>> footprint() override { return {std::span(bytes_).first(place_ + 1)}; }

 private:
  Seen& seen_;
  std::size_t place_;
  std::array<std::byte, 3> bytes_{};
};

RotatingTrial of_sets(Seen& seen, std::size_t count) {
  std::vector<std::unique_ptr<Trial>> sets;
  for (std::size_t place = 0; place < count; ++place) sets.push_back(std::make_unique<SetTrial>(seen, place));
  return RotatingTrial(std::move(sets));
}

class Rotating : public testing::Test {
 protected:
  void apply(std::uint64_t applications) {
    for (std::uint64_t i = 0; i < applications; ++i) trial.enqueue(stream);
  }
  Seen seen;
  RotatingTrial trial = of_sets(seen, 3);
  test::PlainStream stream;
};

TEST_F(Rotating, SuccessiveApplicationsUseOtherBuffersAndAResetBeginsAnew) {
  apply(4);
  trial.reset();
  apply(2);
  EXPECT_THAT(seen.used, ElementsAre(0, 1, 2, 0, 0, 1));
  EXPECT_EQ(seen.resets, 3);
}

TEST_F(Rotating, TheFootprintIsThatOfTheNextApplication) {
  EXPECT_EQ(trial.footprint().front().size(), 1U);
  apply(2);
  EXPECT_EQ(trial.footprint().front().size(), 3U);
  apply(1);
  EXPECT_EQ(trial.footprint().front().size(), 1U);
}

TEST_F(Rotating, EachSetIsJudgedByTheApplicationsItHad) {
  trial.verify(7);
  EXPECT_THAT(seen.judged, ElementsAre(3, 2, 2));
  seen.judged = {};
  trial.verify(2);
  EXPECT_THAT(seen.judged, ElementsAre(1, 1, 0)) << "one that was never used has no output to judge";
}

TEST_F(Rotating, BeforeAnyApplicationTheFirstSetIsJudgedAndFails) {
  seen.verdicts[0] = Correctness::wrong;
  EXPECT_EQ(trial.verify(0).correctness, Correctness::wrong);
}

TEST_F(Rotating, TheWorstSetIsTheVerdictAndIsNamed) {
  seen.verdicts = {Correctness::identical, Correctness::wrong, Correctness::statistical};
  const Verdict verdict = trial.verify(3);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.detail, "buffers 2 of 3: planted");
  seen.verdicts[1] = Correctness::identical;
  EXPECT_EQ(trial.verify(3).correctness, Correctness::statistical);
}

TEST_F(Rotating, TakesAsManyApplicationsAsAllSetsTogether) {
  EXPECT_EQ(trial.applications_max(), 30U);
  EXPECT_EQ(trial.launches(), 5U);
  EXPECT_THAT(trial.facts(), ElementsAre(Pair("buffer_sets", "3")));
}

}  // namespace
}  // namespace gpubench
