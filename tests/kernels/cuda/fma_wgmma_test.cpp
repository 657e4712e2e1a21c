#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <numeric>
#include <set>
#include <vector>

#include "kernels/cuda/fma_wgmma.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

/// What the instructions are said to do, of bytes: each thread makes its own elements of C from the operands
/// that descriptors name. Addresses are distances from the first operand, whose place each thread keeps.
struct SaidUnit {
  using Sum = std::int32_t;

  static const unsigned char*& base() {
    static const unsigned char* bases[kWgmmaThreads];
    return bases[threadIdx.x];
  }
  static void publish_shared() { base() = nullptr; }
  static std::uint32_t shared_address(const void* in_shared) {
    const auto* bytes = static_cast<const unsigned char*>(in_shared);
    if (base() == nullptr) base() = bytes;
    return static_cast<std::uint32_t>(bytes - base());
  }
  static void begin(Sum (&)[kWgmmaSums]) {}
  static void end_group() {}
  static void wait(Sum (&)[kWgmmaSums]) {}

  static std::int32_t element(std::uint64_t descriptor, int row, int k) {
    const std::uint64_t address = (descriptor & 0x3fff) << 4, leading = (descriptor >> 16 & 0x3fff) << 4,
                        stride = (descriptor >> 32 & 0x3fff) << 4;
    const auto r = static_cast<std::uint64_t>(row), b = static_cast<std::uint64_t>(k);
    return static_cast<signed char>(
        base()[address + r / 8 * stride + b / 16 * leading + r % 8 * 16 + b % 16]);
  }
  static void multiply_add(Sum (&c)[kWgmmaSums], std::uint64_t a, std::uint64_t b) {
    const int thread = static_cast<int>(threadIdx.x) % 128;
    for (int i = 0; i < kWgmmaSums; ++i) {
      for (int k = 0; k < kWgmmaDepthBytes; ++k) {
        c[i] += element(a, wgmma_row(thread, i), k) * element(b, wgmma_column(thread, i), k);
      }
    }
  }
};

test::AlignedVector<signed char> integers(std::size_t count, int step) {
  test::AlignedVector<signed char> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<signed char>(static_cast<int>(i * static_cast<std::size_t>(step) % 101) % 9 - 4);
  }
  return values;
}

void check(int pairs, unsigned blocks, simt::Order order) {
  const auto a = integers(64 * 32, 37), b = integers(2 * 256 * 32, 53);
  std::vector<std::int32_t> out(blocks * kWgmmaGroups * 64 * 256, INT32_MIN);
  const WgmmaPeakArguments arguments{a.data(), b.data(), out.data(), pairs, static_cast<int>(blocks)};
  simt::launch(blocks, kWgmmaThreads, 0, order, [&] { wgmma_peak_kernel<SaidUnit>(arguments); });
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t row = i / 256 % 64, column = i % 256;
    std::int32_t pair = 0;
    for (std::size_t k = 0; k < 32; ++k) {
      pair += a[row * 32 + k] * (b[column * 32 + k] + b[(256 + column) * 32 + k]);
    }
    ASSERT_EQ(out[i], static_cast<std::int32_t>(i / (64 * 256) % 2) + pairs * pair) << "element " << i;
  }
}

TEST(WgmmaPeakKernel, AddsThePairsToTheNumberOfTheWarpGroupInAnyOrder) {
  for (const simt::Order order : simt::orders()) check(kWgmmaUnroll, 2, order);
}

TEST(WgmmaPeakKernel, AddsThemInSeveralTurnsAndBlocks) {
  check(0, 1, simt::Order::ascending());
  check(2 * kWgmmaUnroll, 5, simt::Order::reversed());
}

TEST(WgmmaPlace, OfEveryChunkOfEveryRowIsItsOwn) {
  std::set<unsigned> places;
  for (unsigned row = 0; row < 256; ++row) {
    for (unsigned chunk = 0; chunk < 2; ++chunk) places.insert(wgmma_place(row, chunk));
  }
  EXPECT_EQ(places.size(), 512U);
  EXPECT_EQ(*places.rbegin(), 256 * 32 - 16);
  EXPECT_EQ(wgmma_place(9, 1), 256U + 128 + 16);
}

/// The manual's example of a descriptor is its bit fields; here those of an operand at 1024.
TEST(WgmmaDescriptor, HoldsAddressAndDistancesInUnitsOfSixteenBytes) {
  EXPECT_EQ(wgmma_descriptor(1024), 64ULL | 8ULL << 16 | 16ULL << 32);
  EXPECT_EQ(wgmma_descriptor(1024) >> 62, 0U) << "not swizzled";
}

TEST(WgmmaSums, OfAllThreadsAreEveryElementOnce) {
  std::set<int> places;
  for (int thread = 0; thread < 128; ++thread) {
    for (int i = 0; i < kWgmmaSums; ++i) {
      places.insert(wgmma_row(thread, i) * kWgmmaColumns + wgmma_column(thread, i));
    }
  }
  EXPECT_EQ(places.size(), 64U * 256);
  EXPECT_EQ(*places.rbegin(), 64 * 256 - 1);
  // PTX ISA's figure: thread 5 of warp 1 holds in elements 2 and 3 columns 2 and 3 of row 16 + 8 + 1.
  EXPECT_EQ(wgmma_row(37, 2), 25);
  EXPECT_EQ(wgmma_column(37, 3), 3);
}

}  // namespace
}  // namespace gpubench::kernels::cuda
