#include "tests/support/simt/copy_async.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <stdexcept>
#include <vector>

#include "tests/support/aligned_vector.hpp"
#include "tests/support/simt/simt.hpp"

namespace gpubench::simt {
namespace {

using namespace kernels::cuda;

/// Four words a thread, in two groups, of which the last waits for `pending` groups less than all.
template <int pending>
std::vector<int> copied() {
  test::AlignedVector<int> in(2 * 32 * 4);
  std::iota(in.begin(), in.end(), 1);
  std::vector<int> out(in.size());
  launch(1, 32, in.size() * sizeof(int), Order::shuffled(1), [&] {
    GPUBENCH_DYNAMIC_SHARED(int, held);
    for (unsigned group = 0; group < 2; ++group) {
      const unsigned first = (group * 32 + threadIdx.x) * 4;
      copy_async(held + first, in.data() + first, threadIdx.x != 5);
      end_copies();
    }
    wait_for_copies<pending>();
    for (unsigned i = 0; i < 8; ++i) {
      const unsigned place = i / 4 * 128 + threadIdx.x * 4 + i % 4;
      out[place] = held[place];
    }
  });
  return out;
}

TEST(CopyAsync, IsDoneWhenAWaitSaysSo) {
  const std::vector<int> out = copied<0>();
  for (std::size_t i = 0; i < out.size(); ++i) {
    ASSERT_EQ(out[i], i / 4 % 32 == 5 ? 0 : static_cast<int>(i) + 1) << "element " << i;
  }
}

TEST(CopyAsync, OfAGroupThatNoWaitAskedForIsNotDone) {
  const std::vector<int> out = copied<1>();
  EXPECT_EQ(out[0], 1) << "the first group is done";
  for (std::size_t i = 128; i < out.size(); ++i) ASSERT_EQ(out[i], -1) << "what shared memory held before";
}

TEST(CopyAsync, OfWhatIsNotAlignedIsReported) {
  test::AlignedVector<int> in(8);
  const auto misaligned = [&] {
    GPUBENCH_DYNAMIC_SHARED(int, held);
    copy_async(held, in.data() + 1, true);
  };
  EXPECT_THROW(launch(1, 1, 64, Order::ascending(), misaligned), std::runtime_error);
}

}  // namespace
}  // namespace gpubench::simt
