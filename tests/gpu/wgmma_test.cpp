/// What a warp group's product makes of single elements: where a whole product is wrong, this says how its
/// operands or its sums lie otherwise than written.
#include "kernels/cuda/fma_wgmma.hpp"
#include "tests/gpu/kernel_on_gpu.hpp"

namespace gpubench::kernels::cuda {
namespace {

constexpr std::size_t kRows = kWgmmaRows, kColumns = kWgmmaColumns, kDepth = kWgmmaDepthBytes;

class WgmmaOnGpu : public test::KernelOnGpu {
 protected:
  void SetUp() override {
    KernelOnGpu::SetUp();
    if (IsSkipped()) return;
    if (provider_->devices()[0].compute_capability != 90) GTEST_SKIP() << "wgmma is of 9.0 alone";
    ASSERT_EQ(wgmma_missing(), nullptr) << wgmma_missing();
  }

  std::vector<std::int32_t> multiply(const std::vector<std::int8_t>& a, const std::vector<std::int8_t>& b) {
    const auto on_a = on_device(a), on_b = on_device(b);
    const auto out = on_device(std::vector<std::int32_t>(kWgmmaGroups * kRows * kColumns, INT32_MIN));
    const WgmmaPeakArguments arguments{on_a.data(), on_b.data(), out.data(), kWgmmaUnroll, 1};
    run([&](void* stream) { wgmma_peak(stream, TensorType::s8, arguments); });
    return out.download();
  }
};

TEST_F(WgmmaOnGpu, ProductsWithZeroLeaveTheNumberOfTheGroup) {
  const auto out = multiply(std::vector<std::int8_t>(kRows * kDepth, 0),
                            std::vector<std::int8_t>(2 * kColumns * kDepth, 1));
  for (std::size_t i = 0; i < out.size(); ++i) {
    ASSERT_EQ(out[i], static_cast<std::int32_t>(i / (kRows * kColumns))) << "element " << i;
  }
}

/// A has a single 1, B0 numbers that tell row and column, B1 none: the row of C is that row of B0.
TEST_F(WgmmaOnGpu, EachElementOfAMeetsItsRowOfB) {
  std::vector<std::int8_t> b(2 * kColumns * kDepth, 0);
  for (std::size_t i = 0; i < kColumns * kDepth; ++i) {
    b[i] = static_cast<std::int8_t>(static_cast<int>((i / kDepth * 3 + i % kDepth * 7) % 251) - 125);
  }
  for (const auto& [row, k] : {std::pair<std::size_t, std::size_t>{0, 0},
                               {0, 15},
                               {0, 16},
                               {1, 0},
                               {7, 3},
                               {8, 3},
                               {15, 31},
                               {16, 17},
                               {63, 31}}) {
    std::vector<std::int8_t> a(kRows * kDepth, 0);
    a[row * kDepth + k] = 1;
    const auto out = multiply(a, b);
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::size_t to_row = i / kColumns % kRows, column = i % kColumns;
      const auto group = static_cast<std::int32_t>(i / (kRows * kColumns));
      ASSERT_EQ(out[i], group + (to_row == row ? kWgmmaUnroll * b[column * kDepth + k] : 0))
          << "A[" << row << ',' << k << "] alone is 1; C[" << to_row << ',' << column << "] of warp group "
          << group;
    }
  }
}

TEST_F(WgmmaOnGpu, TheSecondMatrixCountsAsTheFirst) {
  const std::vector<std::int8_t> a(kRows * kDepth, 1);
  std::vector<std::int8_t> b(2 * kColumns * kDepth, 0);
  for (std::size_t i = kColumns * kDepth; i < b.size(); ++i) b[i] = 2;
  const auto out = multiply(a, b);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto group = static_cast<std::int32_t>(i / (kRows * kColumns));
    ASSERT_EQ(out[i], group + kWgmmaUnroll * 2 * static_cast<std::int32_t>(kDepth)) << "element " << i;
  }
}

TEST_F(WgmmaOnGpu, PairsThatAreNoWholeTurnAreRefused) {
  EXPECT_THROW(wgmma_peak(nullptr, TensorType::s8, {nullptr, nullptr, nullptr, kWgmmaUnroll + 1, 1}),
               std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::kernels::cuda
