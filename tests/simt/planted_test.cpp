/// Kernels with one fault each, and what must catch it: the thread sanitizer, the address sanitizer, the
/// harness or the comparison with a twin. A test skips where its catcher is not built in; another program or
/// preset has it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "tests/simt/kernels.hpp"

namespace gpubench::simt {
namespace {

#if defined(GPUBENCH_SIMT_TSAN)
constexpr bool kSeesRaces = true;
#else
constexpr bool kSeesRaces = false;
#endif
#if defined(GPUBENCH_ADDRESS_SANITIZER)
constexpr bool kSeesBounds = true;
#else
constexpr bool kSeesBounds = false;
#endif

/// sum_by_tree without the barrier of its loop.
__global__ void sum_without_barrier(const float* values, float* sums) {
  GPUBENCH_SHARED(partial, float[256]);
  const unsigned i = threadIdx.x;
  partial[i] = values[i];
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (i < half) partial[i] += partial[i + half];
  }
  if (i == 0) sums[0] = partial[0];
}

/// pass_on_in_warp without its barriers: a warp's lanes need not go in step.
__global__ void pass_on_without_barrier(const int* values, int* out) {
  GPUBENCH_SHARED(held, int[32]);
  held[threadIdx.x] = values[threadIdx.x];
  out[threadIdx.x] = held[(threadIdx.x + 1) % 32];
}

/// Reads its right neighbour's element; the last has none.
__global__ void read_one_beyond(const float* values, float* out) {
  GPUBENCH_SHARED(held, float[64]);
  held[threadIdx.x] = values[threadIdx.x];
  __syncthreads();
  const float* const neighbours = held;
  out[threadIdx.x] = neighbours[threadIdx.x + 1];
}

/// reverse() that is off by one within its bounds.
__global__ void rotate_in_place_of_reverse(const int* values, int* out) {
  GPUBENCH_DYNAMIC_SHARED(int, held);
  held[threadIdx.x] = values[threadIdx.x];
  __syncthreads();
  out[threadIdx.x] = held[(blockDim.x - threadIdx.x) % blockDim.x];
}

/// Runs a kernel of one block over as many elements in a process of its own, which then ends well.
template <class T, class Kernel>
void run_and_exit(Kernel kernel, unsigned count) {
  std::vector<T> values(count, T{1}), out(count);
  launch(1, count, count * sizeof(T), Order::shuffled(1), [&] { kernel(values.data(), out.data()); });
  std::exit(0);  // NOLINT(concurrency-mt-unsafe): of a death test's own process
}

class PlantedDeathTest : public testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(PlantedDeathTest, AMissingBarrierIsNamedByTheThreadSanitizer) {
  if (!kSeesRaces) GTEST_SKIP() << "needs the thread sanitizer: see test_simt_tsan";
  EXPECT_EXIT(run_and_exit<float>(sum_by_tree, 64), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(run_and_exit<float>(sum_without_barrier, 64), testing::ExitedWithCode(66),
              "data race.*sum_without_barrier");
}

TEST_F(PlantedDeathTest, AMissingBarrierOfAWarpIsNamedByTheThreadSanitizer) {
  if (!kSeesRaces) GTEST_SKIP() << "needs the thread sanitizer: see test_simt_tsan";
  EXPECT_EXIT(run_and_exit<int>(pass_on_in_warp, 32), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(run_and_exit<int>(pass_on_without_barrier, 32), testing::ExitedWithCode(66),
              "data race.*pass_on_without_barrier");
}

TEST_F(PlantedDeathTest, OneElementBeyondSharedMemoryIsNamedByTheAddressSanitizer) {
  if (!kSeesBounds) GTEST_SKIP() << "needs the address sanitizer: see the preset dev";
  EXPECT_DEATH(run_and_exit<float>(read_one_beyond, 64), "heap-buffer-overflow.*read_one_beyond");
}

TEST_F(PlantedDeathTest, OneElementBeyondDynamicSharedMemoryIsNamedByTheAddressSanitizer) {
  if (!kSeesBounds) GTEST_SKIP() << "needs the address sanitizer: see the preset dev";
  const auto write_one_beyond = [](const int*, int*) {
    GPUBENCH_DYNAMIC_SHARED(int, held);
    held[threadIdx.x + 1] = 1;
  };
  EXPECT_DEATH(run_and_exit<int>(write_one_beyond, 33), "heap-buffer-overflow");
}

/// What launch() says of this kernel.
template <class Kernel>
std::string complaint(unsigned threads, Kernel kernel) {
  try {
    launch(2, threads, 0, Order::ascending(), kernel);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing";
}

TEST(Planted, ABarrierThatSomeThreadsPassByIsReportedWithBlockAndThread) {
  const std::string text = complaint(64, [] {
    if (threadIdx.x < 40) __syncthreads();
  });
  EXPECT_THAT(
      text, testing::HasSubstr("thread (0,0,0) of block (0,0,0) waits at the barrier of planted_test.cpp:"));
  EXPECT_THAT(text, testing::HasSubstr("thread (40,0,0) of block (0,0,0) has left the kernel"));
  EXPECT_EQ(complaint(64, [] { __syncthreads(); }), "nothing");
}

TEST(Planted, ThreadsAtDifferentBarriersAreReported) {
  const std::string text = complaint(2, [] {
    if (threadIdx.x == 0) {
      __syncthreads();
    } else {
      __syncthreads();
    }
  });
  EXPECT_THAT(text, testing::HasSubstr("thread (1,0,0) of block (0,0,0) waits at the barrier"));
}

TEST(Planted, ALaneOutsideItsOwnMaskIsReported) {
  const std::string text = complaint(32, [] { __syncwarp(0xFFFFU); });
  EXPECT_THAT(text, testing::HasSubstr("thread (16,0,0) of block (0,0,0): __syncwarp of planted_test.cpp:"));
  EXPECT_THAT(text, testing::HasSubstr("the caller is not in its own mask"));
}

TEST(Planted, AMaskThatNamesALaneWhichDoesNotComeIsReported) {
  const std::string text = complaint(32, [] {
    if (threadIdx.x < 31) __shfl_down_sync(~0U, 1, 1);
    __syncthreads();
  });
  EXPECT_THAT(text, testing::HasSubstr("thread (0,0,0) of block (0,0,0) waits in __shfl_down_sync"));
  EXPECT_THAT(text, testing::HasSubstr("thread (31,0,0) of block (0,0,0) waits at the barrier"));
}

TEST(Planted, LanesThatComeToDifferentWordsAreReported) {
  const std::string text = complaint(32, [] {
    if (threadIdx.x < 16) {
      __syncwarp();
    } else {
      __ballot_sync(~0U, 1);
    }
  });
  EXPECT_THAT(text, testing::HasSubstr("lanes of one warp came to __syncwarp"));
  EXPECT_THAT(text, testing::HasSubstr("and to __ballot_sync"));
}

TEST(Planted, AWrongResultDiffersFromTheTwins) {
  std::vector<int> values(100), out(100);
  std::iota(values.begin(), values.end(), 0);
  const std::vector<int> twin(values.rbegin(), values.rend());
  launch(1, 100, 100 * sizeof(int), Order::ascending(), [&] { reverse(values.data(), out.data()); });
  EXPECT_EQ(out, twin);
  launch(1, 100, 100 * sizeof(int), Order::ascending(),
         [&] { rotate_in_place_of_reverse(values.data(), out.data()); });
  EXPECT_NE(out, twin);
}

}  // namespace
}  // namespace gpubench::simt
