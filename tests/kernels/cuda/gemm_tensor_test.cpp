#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include "tests/support/simt/copy_async.hpp"
#include "tests/support/simt/wmma.hpp"

#include "kernels/cuda/gemm_tensor.cuh"
#include "kernels/host/gemm.hpp"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

/// Integers -3..3; with k below 29 any sum of products is one that bf16 holds.
std::vector<float> integers(std::size_t count, std::size_t salt) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<float>((i * 2654435761u + salt) % 7919 % 7) - 3;
  }
  return values;
}

template <class T>
test::AlignedVector<T> rounded(const std::vector<float>& values) {
  test::AlignedVector<T> stored(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) set_rounded(values[i], stored[i]);
  return stored;
}

/// Against the host's product of the same numbers in f32, rounded to the type. Elements of A beyond terms_max
/// columns are 0, so that sums stay exact however deep k is.
template <class T>
void check(std::size_t m, std::size_t n, std::size_t k, unsigned blocks, simt::Order order) {
  constexpr std::size_t terms_max = 28;
  std::vector<float> a = integers(m * k, 1), b = integers(k * n, 2), expected(m * n);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((i % k + i / k) % ((k + terms_max - 1) / terms_max) != 0) a[i] = 0;
  }
  gemm(InstructionSet::baseline, GemmArguments<float>{a.data(), b.data(), expected.data(), m, n, k, 1});
  const auto stored_a = rounded<T>(a), stored_b = rounded<T>(b), stored = rounded<T>(expected);
  auto c = rounded<T>(std::vector<float>(m * n + 1, -999));
  const TensorGemmArguments arguments{stored_a.data(), stored_b.data(), c.data(), m, n, k};
  simt::launch(blocks, kTensorGemmThreads, 0, order, [&] { tensor_gemm_kernel<T>(arguments); });
  for (std::size_t i = 0; i < m * n; ++i) {
    ASSERT_EQ(simt::operand(c[i]), simt::operand(stored[i]))
        << m << " x " << n << " x " << k << " element " << i;
  }
  EXPECT_EQ(simt::operand(c[m * n]), simt::operand(rounded<T>({-999})[0])) << "an element beyond the end";
}

TEST(TensorGemmKernel, MatchesItsTwinInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    check<__half>(1, 1, 1, 1, order);
    check<__nv_bfloat16>(31, 33, 8, 1, order);
    check<__half>(33, 31, 33, 1, order);
    check<__nv_bfloat16>(64, 136, 72, 2, order);  // rows at multiples of 16 bytes
    check<__half>(129, 24, 65, 1, order);         // fewer blocks than tiles
  }
}

TEST(TensorGemmKernel, ManyBlocksAndSlicesMatchTheTwin) {
  check<__half>(300, 264, 40, 9, simt::Order::shuffled(3));
  check<__nv_bfloat16>(130, 129, 200, 20, simt::Order::reversed());  // more blocks than tiles
}

}  // namespace
}  // namespace gpubench::kernels::cuda
