#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include "tests/support/simt/wmma.hpp"

#include "kernels/cuda/fma_tensor.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
test::AlignedVector<T> integers(int count, int salt) {
  test::AlignedVector<T> values;
  for (int i = 0; i < count; ++i)
    values.push_back(static_cast<T>(static_cast<float>((i * 37 + salt) % 7 - 3)));
  return values;
}

/// C = chain + products A B, from the same numbers in integers.
template <class Unit, int chains>
void check(int products, unsigned blocks, unsigned threads, simt::Order order) {
  using Stored = typename Unit::StoredType;
  using Sum = typename Unit::SumType;
  constexpr int m = Unit::shape.m, n = Unit::shape.n, k = Unit::shape.k;
  const auto a = integers<Stored>(m * k, 1), b = integers<Stored>(k * n, 5);
  test::AlignedVector<Sum> out(blocks * threads / 32 * chains * m * n, static_cast<Sum>(-999));
  const TensorPeakArguments arguments{a.data(), b.data(), out.data(),
                                      products, chains,   static_cast<int>(blocks)};
  simt::launch(blocks, threads, 0, order, [&] { tensor_peak_kernel<Unit, chains>(arguments); });
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int place = static_cast<int>(i % (m * n)), chain = static_cast<int>(i / (m * n) % chains);
    int product = 0;
    for (int l = 0; l < k; ++l) {
      const auto at = [](const auto& values, int p) {
        return static_cast<int>(simt::operand(values[static_cast<std::size_t>(p)]));
      };
      product += at(a, place / n * k + l) * at(b, l * n + place % n);
    }
    ASSERT_EQ(out[i], static_cast<Sum>(chain + products * product))
        << m << 'x' << n << 'x' << k << " element " << i;
  }
}

TEST(TensorPeakKernel, AddsTheProductsToTheNumberOfTheChain) {
  for (const simt::Order order : simt::orders()) {
    check<TensorF16, 1>(1, 1, 32, order);
    check<TensorF64, 8>(3, 2, 64, order);
    check<TensorTf32, 2>(2, 1, 96, order);
    check<TensorBf16, 4>(2, 2, 32, order);
    check<TensorS8, 1>(5, 3, 64, order);
  }
  check<TensorF16, 2>(1, 12, kFmaThreads, simt::Order::shuffled(5));
}

}  // namespace
}  // namespace gpubench::kernels::cuda
