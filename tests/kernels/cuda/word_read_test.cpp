#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "kernels/host/word_read.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/word_read.cuh"

namespace gpubench::kernels::cuda {
namespace {

std::vector<std::uint32_t> words(std::size_t count) {
  std::vector<std::uint32_t> data(count);
  for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<std::uint32_t>(i * 2654435761U);
  return data;
}

template <class Kernel>
std::vector<std::uint32_t> sums_of(WordReadArguments x, unsigned threads, simt::Order order, Kernel kernel) {
  std::vector<std::uint32_t> sums(x.parts, 0xDEADBEEF);
  x.sums = sums.data();
  simt::launch(static_cast<unsigned>(x.parts), threads, 0, order, [&] { kernel(x); });
  return sums;
}

std::vector<std::uint32_t> sums_of(WordReadArguments x, void (*twin)(const WordReadArguments&)) {
  std::vector<std::uint32_t> sums(x.parts);
  x.sums = sums.data();
  twin(x);
  return sums;
}

TEST(ResidentRead, KernelAndTwinAgree) {
  for (const std::size_t count : {4U, 32U, 36U, 124U, 132U, 1024U, 5 * 1024U + 4U}) {
    for (const std::uint64_t passes : {1U, 2U, 5U}) {
      const auto data = words(count);
      const WordReadArguments x{data.data(), count, nullptr, 3, passes, 1, 2};
      for (const simt::Order order : simt::orders()) {
        EXPECT_EQ(sums_of(x, kReadThreads, order, resident_read_kernel), sums_of(x, resident_read)) << count;
      }
    }
  }
}

TEST(ResidentRead, AsManyPassesAsPartsReadAllOfItInEveryBlock) {
  for (const std::size_t count : {4U, 124U, 132U, 4096U, 5 * 1024U + 4U}) {
    for (const std::size_t parts : {1U, 3U, 17U}) {
      const auto data = words(count);
      const WordReadArguments x{data.data(), count, nullptr, parts, parts};
      const std::vector<std::uint32_t> all(parts, std::accumulate(data.begin(), data.end(), 0U));
      EXPECT_EQ(sums_of(x, resident_read), all) << count;
      for (const simt::Order order : simt::orders()) {
        EXPECT_EQ(sums_of(x, kReadThreads, order, resident_read_kernel), all) << count;
      }
    }
  }
}

TEST(StridedRead, KernelAndTwinAgreeAndReadEveryStride) {
  for (const std::size_t count : {1U, 31U, 33U, 9000U}) {
    for (const std::size_t stride : {1U, 2U, 32U}) {
      const auto data = words(count);
      const WordReadArguments x{data.data(), count, nullptr, 3, 1, stride, 2};
      for (const simt::Order order : simt::orders()) {
        EXPECT_EQ(sums_of(x, kReadThreads, order, strided_read_kernel), sums_of(x, strided_read)) << count;
      }
      std::uint32_t expected = 0;
      for (std::size_t i = 0; i < count; i += stride) expected += data[i];
      const auto sums = sums_of(x, strided_read);
      EXPECT_EQ(std::accumulate(sums.begin(), sums.end(), 0U), expected);
    }
  }
}

TEST(SharedRead, KernelAndTwinAgree) {
  const auto data = words(kSharedReadWords);
  for (const std::uint64_t passes : {1U, 3U}) {
    const WordReadArguments x{data.data(), data.size(), nullptr, 2, passes};
    for (const simt::Order order : simt::orders()) {
      EXPECT_EQ(sums_of(x, kSharedThreads, order, shared_read_kernel), sums_of(x, shared_read)) << passes;
    }
  }
}

TEST(WordReads, APassLessIsADifference) {
  const auto data = words(kSharedReadWords);
  for (const auto twin : {resident_read, shared_read}) {
    const WordReadArguments more{data.data(), data.size(), nullptr, 3, 3};
    const WordReadArguments less{data.data(), data.size(), nullptr, 3, 2};
    EXPECT_NE(sums_of(more, twin), sums_of(less, twin));
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
