/// Softmax, layer norm and RMS norm of rows of every length against their twins.
#include <cmath>

#include "kernels/cuda/norm.hpp"
#include "kernels/cuda/softmax.hpp"
#include "kernels/host/norm.hpp"
#include "kernels/host/softmax.hpp"
#include "tests/gpu/kernel_on_gpu.hpp"

namespace gpubench::kernels {
namespace {

struct Shape {
  std::size_t rows, columns;
};

/// Part of a warp, of a block, whole packs and not, the longest row; more rows than a grid has blocks.
constexpr Shape kShapes[] = {{1, 1},    {3, 31},   {2, 33},   {7, 128},  {1000, 1000},      {5, 1023},
                             {5, 1024}, {3, 1500}, {3, 3001}, {9, 8192}, {(1 << 20) + 5, 3}};

class RowsOnGpu : public test::KernelOnGpu {
 protected:
  static std::vector<float> values(std::size_t count, std::size_t step) {
    std::vector<float> x(count);
    for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>(i * step % 101) / 8 - 6;
    return x;
  }

  /// magnitude: of what is added up to make an element, so of what its rounding errors are a part.
  static void expect_close(const std::vector<float>& got, const std::vector<float>& want, double magnitude) {
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
      const auto expected = static_cast<double>(want[i]);
      ASSERT_NEAR(static_cast<double>(got[i]), expected, 2e-6 * (std::abs(expected) + magnitude))
          << "element " << i << " of " << want.size();
    }
  }
};

TEST_F(RowsOnGpu, SoftmaxIsItsHostTwinsAndTwiceTheSame) {
  for (const auto& [rows, columns] : kShapes) {
    SCOPED_TRACE(testing::Message() << rows << " x " << columns);
    const std::vector<float> x = values(rows * columns, 37);
    std::vector<float> want(x.size() + 1, -77);
    softmax({x.data(), want.data(), rows, columns});
    const auto in = on_device(x), out = on_device(std::vector<float>(want.size(), -77));
    const SoftmaxArguments arguments{in.data(), out.data(), rows, columns};
    run([&](void* stream) { cuda::softmax(stream, arguments); });
    const std::vector<float> first = out.download();
    expect_close(first, want, 0);
    run([&](void* stream) { cuda::softmax(stream, arguments); });
    expect_same(out.download(), first);
  }
}

TEST_F(RowsOnGpu, NormsAreTheirHostTwins) {
  // Values stay below 7: gamma (x - mean) / sigma + beta adds up at most some 7 * 2 * 2 + 7.
  constexpr double magnitude = 35;
  for (const auto& [rows, columns] : kShapes) {
    SCOPED_TRACE(testing::Message() << rows << " x " << columns);
    const std::vector<float> x = values(rows * columns, 37), gamma = values(columns, 3),
                             beta = values(columns, 7);
    const auto in = on_device(x), on_gamma = on_device(gamma), on_beta = on_device(beta),
               out = on_device(std::vector<float>(x.size() + 1, -77));
    std::vector<float> want(x.size() + 1, -77);
    const NormArguments host{x.data(), gamma.data(), beta.data(), want.data(), rows, columns};
    const NormArguments device{in.data(), on_gamma.data(), on_beta.data(), out.data(), rows, columns};
    layernorm(host);
    run([&](void* stream) { cuda::layernorm(stream, device); });
    expect_close(out.download(), want, magnitude);
    rmsnorm(host);
    run([&](void* stream) { cuda::rmsnorm(stream, device); });
    expect_close(out.download(), want, magnitude);
  }
}

TEST_F(RowsOnGpu, ARowLongerThanABlockHoldsIsRefused) {
  const auto memory = on_device(std::vector<float>(1));
  const auto stream = backend_->make_stream();
  EXPECT_THROW(cuda::softmax(stream->native(), {memory.data(), memory.data(), 1, kSoftmaxColumns + 1}),
               std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::kernels
