#include "harness/fingerprint/gather.hpp"

#include <gmock/gmock.h>

#include <atomic>

#include "harness/fingerprint/fingerprint.hpp"
#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using results::Fact;
using test::on_ranks;
using test::ThreadWorld;
using Facts = std::vector<Fact>;

constexpr int kPackages = 1000;

/// An image all share, of hosts as many as asked for, and what each rank alone says.
Facts facts_of(int rank, int hosts) {
  Facts facts;
  for (int i = 0; i < kPackages; ++i)
    facts.push_back(
        {"image", "package.dpkg.lib" + std::to_string(i), "1.2.3-4+deb12u" + std::to_string(i), ""});
  facts.push_back({"host", "cpu.model", "model " + std::to_string(rank % hosts), ""});
  facts.push_back({"run", "placement.cpuset", std::to_string(rank), ""});
  return facts;
}

/// Counts what ranks hand to rank 0, and in how many calls.
class CountingWorld : public ThreadWorld {
 public:
  CountingWorld(ThreadWorld& world, test::ThreadMeeting& meeting, std::atomic<std::size_t>& bytes)
      : ThreadWorld(meeting, world.rank()), bytes_(bytes) {}
  std::vector<std::string> gather(std::string_view text) override {
    bytes_ += text.size();
    return ThreadWorld::gather(text);
  }

 private:
  std::atomic<std::size_t>& bytes_;
};

TEST(Gather, IsTheSameAsMergingAllRanksFacts) {
  for (const int hosts : {1, 2, 8}) {
    std::vector<Facts> all;
    for (int rank = 0; rank < 8; ++rank) all.push_back(facts_of(rank, hosts));
    Facts gathered;
    on_ranks(8, [&](ThreadWorld& world) {
      const Facts merged = gather_facts(world, all[static_cast<std::size_t>(world.rank())]);
      if (world.rank() == 0)
        gathered = merged;
      else
        EXPECT_TRUE(merged.empty());
    });
    EXPECT_EQ(gathered, merge_facts(all));
  }
}

TEST(Gather, OneRankThatDiffersIsNamedAndTheOthersStayTogether) {
  Facts gathered;
  on_ranks(8, [&](ThreadWorld& world) {
    Facts own = facts_of(world.rank(), 1);
    if (world.rank() == 5) own.front().value = "another";
    if (world.rank() == 6) own.erase(own.begin());
    const Facts merged = gather_facts(world, own);
    if (world.rank() == 0) gathered = merged;
  });
  EXPECT_THAT(gathered,
              testing::IsSupersetOf({Fact{"image", "package.dpkg.lib0", "another", "5"},
                                     Fact{"image", "package.dpkg.lib0", "1.2.3-4+deb12u0", "0-4,7"},
                                     Fact{"image", "package.dpkg.lib1", "1.2.3-4+deb12u1", "0-7"}}));
}

TEST(Gather, SendsWhatRanksShareOnce) {
  constexpr int kRanks = 64;
  std::atomic<std::size_t> bytes = 0;
  test::ThreadMeeting meeting(kRanks);
  on_ranks(kRanks, [&](ThreadWorld& world) {
    CountingWorld counting(world, meeting, bytes);
    gather_facts(counting, facts_of(world.rank(), 4));
  });
  const std::size_t one = facts_to_text(facts_of(0, 4)).size();
  EXPECT_LT(bytes, one + kRanks * 1024U);
  EXPECT_GT(bytes, one);
}

TEST(Gather, FactsOfNoRankAreNone) {
  Facts gathered = {{"image", "x", "y", ""}};
  on_ranks(2, [&](ThreadWorld& world) {
    const Facts merged = gather_facts(world, {});
    if (world.rank() == 0) gathered = merged;
  });
  EXPECT_TRUE(gathered.empty());
}

}  // namespace
}  // namespace gpubench
