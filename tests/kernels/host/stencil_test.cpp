#include "kernels/host/stencil.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
T value(std::size_t p) {
  return static_cast<T>(p * 37 % 101);
}

/// The definition, point by point.
template <class T>
T expected(const StencilArguments<T>& x, std::size_t p) {
  const std::size_t row = x.width, plane = x.width * x.height;
  const auto inner = [](std::size_t i, std::size_t n) { return i > 0 && i + 1 < n; };
  const bool space = x.depth > 1;
  if (!inner(p % row, x.width) || !inner(p % plane / row, x.height)) return x.in[p];
  if (space && !inner(p / plane, x.depth)) return x.in[p];
  T sum = x.in[p - 1] + x.in[p + 1] + x.in[p - row] + x.in[p + row];
  if (space) sum += x.in[p - plane] + x.in[p + plane];
  return x.center * x.in[p] + x.neighbor * sum;
}

template <class T>
void check(std::size_t width, std::size_t height, std::size_t depth, int threads) {
  const std::size_t count = width * height * depth;
  std::vector<T> in(count), out(count + 1, T(-1));
  for (std::size_t p = 0; p < count; ++p) in[p] = value<T>(p);
  const StencilArguments<T> arguments{in.data(), out.data(), width, height, depth, 5, 2, threads};
  stencil(arguments);
  for (std::size_t p = 0; p < count; ++p) {
    ASSERT_EQ(out[p], expected(arguments, p)) << width << " x " << height << " x " << depth << " at " << p;
  }
  EXPECT_EQ(out.back(), T(-1));
}

TEST(Stencil, MatchesItsDefinitionAtEverySize) {
  for (const std::size_t width : {1u, 2u, 3u, 31u, 33u}) {
    for (const std::size_t height : {1u, 2u, 3u, 17u}) {
      for (const std::size_t depth : {1u, 2u, 3u, 9u}) {
        for (const int threads : {1, 2}) {
          check<float>(width, height, depth, threads);
          check<double>(width, height, depth, threads);
        }
      }
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
