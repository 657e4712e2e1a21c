#include "bench/memory/pointer_chase.hpp"

#include <gtest/gtest.h>

#include "bench/host/backend.hpp"

namespace gpubench {
namespace {

using kernels::ChaseNode;

const ChaseNode* stay(const ChaseNode* from, std::uint64_t) {
  return from;
}
const ChaseNode* go_half_way(const ChaseNode* from, std::uint64_t hops) {
  return kernels::chase(from, hops / 2);
}
const ChaseNode* go_twice(const ChaseNode* from, std::uint64_t hops) {
  return kernels::chase(from, 2 * hops);
}
const ChaseNode* stop_one_short(const ChaseNode* from, std::uint64_t hops) {
  const ChaseNode* const end = kernels::chase(from, hops);
  const ChaseNode* node = from;
  while (node->next != end) node = node->next;
  return node;
}

Correctness verdict_after(Walk walk, const std::string& working_set, std::uint64_t applications) {
  HostBackend backend{1};
  Context context{backend, {}, nullptr, 5};
  const auto stream = backend.make_stream();
  const auto trial = make_pointer_chase_trial({{"working_set", working_set}}, context, walk);
  trial->reset();
  for (std::uint64_t i = 0; i < applications; ++i) trial->enqueue(*stream);
  return trial->verify(applications).correctness;
}

TEST(PointerChaseTrial, AWalkThatStaysOrEndsElsewhereIsWrongAtAnySize) {
  for (const char* size : {"4KiB", "32KiB", "48KiB", "70052B", "2MiB"}) {
    for (const std::uint64_t applications : {1, 2, 8}) {
      SCOPED_TRACE(std::string(size) + " after " + std::to_string(applications));
      EXPECT_EQ(verdict_after(kernels::chase, size, applications), Correctness::identical);
      EXPECT_EQ(verdict_after(stay, size, applications), Correctness::wrong);
      EXPECT_EQ(verdict_after(go_half_way, size, applications), Correctness::wrong);
      EXPECT_EQ(verdict_after(go_twice, size, applications), Correctness::wrong);
      EXPECT_EQ(verdict_after(stop_one_short, size, applications), Correctness::wrong);
    }
  }
}

TEST(PointerChaseTrial, IsResetBeforeTheWalkIsBackWhereItBegan) {
  HostBackend backend{1};
  Context context{backend, {}, nullptr, 5};
  const auto trial = make_pointer_chase_trial({{"working_set", "4KiB"}}, context, kernels::chase);
  EXPECT_EQ(trial->applications_max(), 62U) << "of 63 nodes";
  EXPECT_EQ(verdict_after(stay, "4KiB", trial->applications_max()), Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
