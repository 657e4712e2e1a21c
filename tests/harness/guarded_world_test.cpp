#include "harness/guarded_world.hpp"

#include <gtest/gtest.h>

#include <array>

#include "harness/solo_world.hpp"

namespace gpubench {
namespace {

/// Three ranks of which this is the first; what the others do at the next meeting is the test's.
class ScriptedWorld final : public World {
 public:
  int rank() const override { return 0; }
  int size() const override { return 3; }
  void barrier() override { ++agreements; }
  void barrier_asleep() override { ++agreements; }
  void all_reduce_max(std::span<double>) override { ++agreements; }
  void all_reduce_min(std::span<double>) override { ++agreements; }
  void all_reduce_sum(std::span<double>) override { ++agreements; }
  std::vector<std::string> all_gather(std::string_view) override { return {}; }
  Meeting meet(std::string_view text, Seconds limit) override {
    ++meetings;
    EXPECT_EQ(limit, Seconds(7));
    return {{std::string(text), others[0], others[1]}, absent};
  }
  std::vector<std::string> gather(std::string_view) override { return {}; }
  std::string broadcast(std::string_view, int) override { return {}; }
  std::unique_ptr<World> subgroup(std::span<const int>) override { return nullptr; }
  Communicator* communicator() override { return nullptr; }
  void abort(int) override {}

  std::array<std::string, 2> others;
  std::vector<int> absent;
  int meetings = 0, agreements = 0;
};

TEST(GuardedWorld, AnAgreementFollowsAMeetingOfAll) {
  ScriptedWorld inner;
  GuardedWorld world(inner, Seconds(7));
  world.barrier();
  std::array<double, 1> value{1};
  world.all_reduce_max(value);
  EXPECT_EQ(inner.meetings, 2);
  EXPECT_EQ(inner.agreements, 2);
  world.finish();
  EXPECT_EQ(inner.meetings, 3);
  EXPECT_EQ(inner.agreements, 2);
}

TEST(GuardedWorld, WhereOneFailedNobodyEntersTheAgreement) {
  ScriptedWorld inner;
  GuardedWorld world(inner, Seconds(7));
  inner.others[1] = "fell off the bus";
  try {
    world.barrier();
    FAIL() << "entered";
  } catch (const CaseLost& lost) {
    EXPECT_EQ(lost.fate.failures, (std::vector<std::pair<int, std::string>>{{2, "fell off the bus"}}));
    EXPECT_TRUE(lost.fate.absent.empty());
  }
  EXPECT_EQ(inner.agreements, 0);
}

TEST(GuardedWorld, WhoDidNotComeIsNamed) {
  ScriptedWorld inner;
  GuardedWorld world(inner, Seconds(7));
  inner.absent = {1};
  EXPECT_THROW(world.barrier(), CaseLost);
  EXPECT_EQ(world.fail("mine").absent, std::vector<int>{1});
}

TEST(GuardedWorld, OnesOwnFailureIsToldInPlaceOfTheNextAgreement) {
  ScriptedWorld inner;
  GuardedWorld world(inner, Seconds(7));
  const Fate fate = world.fail("lost");
  EXPECT_EQ(fate.failures, (std::vector<std::pair<int, std::string>>{{0, "lost"}}));
  EXPECT_EQ(inner.meetings, 1);
  EXPECT_EQ(inner.agreements, 0);
}

TEST(GuardedWorld, OneAloneHasNobodyToMiss) {
  SoloWorld inner;
  GuardedWorld world(inner, Seconds(0));
  EXPECT_NO_THROW(world.barrier());
  EXPECT_EQ(world.fail("lost").failures.size(), 1U);
}

}  // namespace
}  // namespace gpubench
