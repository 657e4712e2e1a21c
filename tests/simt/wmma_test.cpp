#include "tests/support/simt/wmma.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/support/aligned_vector.hpp"
#include "tests/support/simt/simt.hpp"

namespace gpubench::simt {
namespace {

using namespace nvcuda::wmma;
using A = fragment<matrix_a, 8, 8, 4, double, row_major>;
using B = fragment<matrix_b, 8, 8, 4, double, row_major>;
using C = fragment<accumulator, 8, 8, 4, double>;

TEST(Wmma, MultipliesAsTheDefinitionSays) {
  test::AlignedVector<double> a(8 * 4), b(4 * 8), c(8 * 8, -1);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<double>(i);
  for (std::size_t i = 0; i < b.size(); ++i) b[i] = static_cast<double>(i * i % 11);
  for (const Order order : orders()) {
    launch(1, 32, 0, order, [&] {
      A of_a;
      B of_b;
      C sum;
      load_matrix_sync(of_a, a.data(), 4);
      load_matrix_sync(of_b, b.data(), 8);
      fill_fragment(sum, 2.0);
      mma_sync(sum, of_a, of_b, sum);
      store_matrix_sync(c.data(), sum, 8, mem_row_major);
    });
    for (std::size_t i = 0; i < c.size(); ++i) {
      double expected = 2;
      for (std::size_t l = 0; l < 4; ++l) expected += a[i / 8 * 4 + l] * b[l * 8 + i % 8];
      ASSERT_EQ(c[i], expected) << "element " << i;
    }
  }
}

TEST(Wmma, AMatrixThatIsNotAlignedIsReported) {
  test::AlignedVector<double> a(64);
  for (const auto& [first, stride] : {std::pair<std::size_t, unsigned>{1, 4}, {0, 5}}) {
    const auto load = [&a, first = first, stride = stride] {
      A of_a;
      load_matrix_sync(of_a, a.data() + first, stride);
    };
    EXPECT_THROW(launch(1, 32, 0, Order::ascending(), load), std::runtime_error);
  }
}

TEST(Wmma, ALaneThatDoesNotComeIsReported) {
  const auto some = [] {
    A a{};
    B b{};
    C c{};
    if (threadIdx.x < 31) mma_sync(c, a, b, c);
    __syncthreads();
  };
  EXPECT_THROW(launch(1, 32, 0, Order::ascending(), some), std::runtime_error);
}

}  // namespace
}  // namespace gpubench::simt
