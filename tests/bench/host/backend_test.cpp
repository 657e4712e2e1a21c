#include "bench/host/backend.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

TEST(HostBackend, RefusesToWorkWithoutAThread) {
  EXPECT_THROW(HostBackend(0), std::invalid_argument);
}

TEST(HostBackend, MemoryIsAlignedToItsPagesAndAsLargeAsAsked) {
  HostBackend backend(2);
  for (const Bytes size : {1_B, 4097_B, 2_MiB, 5_MiB}) {
    const auto memory = backend.allocate(size);
    EXPECT_EQ(memory->size(), size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory->data()) % (size >= 2_MiB ? 2u << 20 : 4096u), 0u);
    memory->data()[size.count - 1] = std::byte{1};
  }
}

TEST(HostBackend, MoreThanTheMachineHasIsBadAlloc) {
  HostBackend backend(1);
  EXPECT_THROW(backend.allocate(Bytes{std::uint64_t{1} << 60}), std::bad_alloc);
}

TEST(HostBackend, StreamTellsWhenItRan) {
  HostBackend backend(1);
  const auto stream = backend.make_stream();
  stream->mark_start();
  stream->mark_stop();
  const Interval first = stream->elapsed();
  EXPECT_GE(first.duration.count(), 0);
  stream->mark_start();
  stream->mark_stop();
  EXPECT_GE(stream->elapsed().start, first.start + first.duration);
  EXPECT_GT(backend.clock_resolution().count(), 0);
}

TEST(BlockPool, AFreedBlockIsHandedOnToACaseThatFits) {
  BlockPool pool(1);
  const Block first = pool.take(3 << 20);
  pool.give_back(first);
  EXPECT_EQ(pool.idle(), Bytes{first.size});
  const Block again = pool.take(first.size);
  EXPECT_EQ(again.data, first.data);
  EXPECT_EQ(pool.idle(), 0_B);
  pool.give_back(again);
}

TEST(BlockPool, ABlockMuchTooLargeIsNotHandedOn) {
  BlockPool pool(1);
  const Block large = pool.take(64 << 20);
  pool.give_back(large);
  const Block small = pool.take(4096);
  EXPECT_LT(small.size, large.size);
  pool.give_back(small);
}

TEST(BlockPool, IdleAndUsedTogetherStayWithinTheMostThatWasUsed) {
  BlockPool pool(1);
  const Block a = pool.take(8 << 20);
  pool.give_back(a);
  const Block b = pool.take(16 << 20);  // Does not fit in a, so a is dropped.
  EXPECT_EQ(pool.idle(), 0_B);
  pool.give_back(b);
  const Block c = pool.take(2 << 20);
  EXPECT_LE(pool.idle().count + c.size, b.size);
  pool.give_back(c);
}

}  // namespace
}  // namespace gpubench
