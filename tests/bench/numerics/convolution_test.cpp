#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "bench/numerics/convolution_reference.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

using Pass = ConvolutionPass;

/// Written as the sum over all indices, not as the reference goes about it: each product is added to its
/// output.
void scatter(const ConvolutionShape& shape, Pass pass, std::vector<double>& x, std::vector<double>& w,
             std::vector<double>& y) {
  const int size = static_cast<int>(shape.size), pad = static_cast<int>(shape.pad());
  const int out = static_cast<int>(shape.out_size()), kernel = static_cast<int>(shape.kernel);
  const int stride = static_cast<int>(shape.stride), channels = static_cast<int>(shape.channels);
  const int filters = static_cast<int>(shape.filters), batch = static_cast<int>(shape.batch);
  (pass == Pass::forward ? y : pass == Pass::backward_data ? x : w).assign(shape.output_count(pass), 0);
  for (int n = 0; n < batch; ++n)
    for (int p = 0; p < out; ++p)
      for (int q = 0; q < out; ++q)
        for (int k = 0; k < filters; ++k)
          for (int r = 0; r < kernel; ++r)
            for (int s = 0; s < kernel; ++s)
              for (int c = 0; c < channels; ++c) {
                const int h = p * stride - pad + r, v = q * stride - pad + s;
                if (h < 0 || v < 0 || h >= size || v >= size) continue;
                double& of_x = x[static_cast<std::size_t>(((n * size + h) * size + v) * channels + c)];
                double& of_w = w[static_cast<std::size_t>(((k * kernel + r) * kernel + s) * channels + c)];
                double& of_y = y[static_cast<std::size_t>(((n * out + p) * out + q) * filters + k)];
                if (pass == Pass::forward) of_y += of_x * of_w;
                if (pass == Pass::backward_data) of_x += of_y * of_w;
                if (pass == Pass::backward_filter) of_w += of_y * of_x;
              }
}

struct Case {
  Case(ConvolutionShape of, Pass of_pass, Family family, std::uint64_t terms_max = 1 << 20)
      : shape(of), pass(of_pass), x(of.x_count()), w(of.w_count()), y(of.y_count()) {
    fill(x, family, 0);
    fill(w, family, 1);
    fill(y, family, 2);
    if (family == Family::exact)
      thin_convolution(shape, pass, terms_max, pass == Pass::backward_filter ? y : w);
    scatter(shape, pass, x, w, y);
  }
  /// Of 24 bits, as f32 inputs are.
  static void fill(std::vector<double>& values, Family family, std::uint32_t tensor) {
    std::vector<float> narrow(values.size());
    fill_inputs<float>(narrow, family, 1, tensor);
    values.assign(narrow.begin(), narrow.end());
  }
  std::vector<double>& output() { return pass == Pass::forward ? y : pass == Pass::backward_data ? x : w; }
  Verdict exact() const { return check_convolution_exact(shape, pass, {x, w, y}, {1, 2}); }
  Verdict rounded(FloatFormat format = kF64) const {
    return check_convolution_rounded(shape, pass, {x, w, y}, {1, 2, format});
  }

  ConvolutionShape shape;
  Pass pass;
  std::vector<double> x, w, y;
};

constexpr ConvolutionShape kShapes[] = {
    {2, 5, 7, 6, 3, 1}, {2, 3, 9, 4, 7, 2}, {3, 8, 4, 5, 1, 1}, {1, 4, 8, 3, 1, 2}, {1, 2, 7, 3, 3, 2}};

class Convolution : public testing::TestWithParam<Pass> {};

TEST_P(Convolution, RightOnesPassBothFamilies) {
  for (const ConvolutionShape& shape : kShapes) {
    const Verdict exact = Case(shape, GetParam(), Family::exact).exact();
    EXPECT_EQ(exact.correctness, Correctness::identical) << exact.detail;
    EXPECT_EQ(exact.checked, shape.output_count(GetParam()));
    const Verdict rounded = Case(shape, GetParam(), Family::rounded).rounded();
    EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
  }
}

TEST_P(Convolution, EachWrongElementIsFoundAndNamed) {
  Case of(kShapes[0], GetParam(), Family::exact);
  for (std::size_t i = 0; i < of.output().size(); i += 7) {
    of.output()[i] += 1;
    EXPECT_EQ(of.exact().correctness, Correctness::wrong);
    EXPECT_EQ(of.exact().worst_index, i);
    of.output()[i] -= 1;
  }
}

TEST_P(Convolution, ErrorsThatCancelAtAPlaceAreFound) {
  Case of(kShapes[0], GetParam(), Family::exact);
  const std::size_t apart = GetParam() == Pass::backward_filter ? of.w.size() / kShapes[0].filters : 1;
  of.output()[0] += 1;
  of.output()[apart] -= 1;
  EXPECT_EQ(of.exact().correctness, Correctness::wrong);
}

TEST_P(Convolution, HalvesNansAndInfinitiesAreWrong) {
  for (const double bad : {0.5, std::numeric_limits<double>::quiet_NaN(), HUGE_VAL}) {
    Case of(kShapes[0], GetParam(), Family::exact);
    of.output()[11] = bad;
    EXPECT_EQ(of.exact().correctness, Correctness::wrong);
    EXPECT_EQ(of.exact().worst_index, 11U);
  }
  Case of(kShapes[0], GetParam(), Family::rounded);
  of.output()[11] = HUGE_VAL;
  EXPECT_EQ(of.rounded().correctness, Correctness::wrong);
}

TEST_P(Convolution, AnotherStrideOrPlaceIsWrong) {
  Case of({2, 4, 8, 4, 3, 2}, GetParam(), Family::rounded);
  std::rotate(of.output().begin(), of.output().begin() + 4, of.output().end());
  EXPECT_EQ(of.rounded().correctness, Correctness::wrong);
}

TEST_P(Convolution, InputsRoundedToBf16AreNotStatisticalForF32) {
  Case of(kShapes[0], GetParam(), Family::rounded), low = of;
  for (auto* values : {&low.x, &low.w, &low.y}) {
    for (double& value : *values) value = round_to(kBf16, value);
  }
  scatter(low.shape, low.pass, low.x, low.w, low.y);
  of.output() = low.output();
  EXPECT_NE(of.rounded(kF32).correctness, Correctness::statistical);
}

TEST_P(Convolution, ThinnedOnesStayWithinWhatANarrowOutputHolds) {
  for (const ConvolutionShape& shape : kShapes) {
    Case of(shape, GetParam(), Family::exact, 5);
    for (auto* values : {&of.x, &of.w, &of.y}) {
      if (values == &of.output()) continue;
      for (double& value : *values) value = value != 0 ? 3 : 0;
    }
    scatter(of.shape, of.pass, of.x, of.w, of.y);
    double largest = 0;
    for (const double value : of.output()) largest = std::max(largest, value);
    EXPECT_LE(largest, 5 * 9);
    EXPECT_GT(largest, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Passes, Convolution,
                         testing::Values(Pass::forward, Pass::backward_data, Pass::backward_filter));

TEST(ConvolutionShape, IsTheOneOfResNetsFirstLayer) {
  constexpr ConvolutionShape first{32, 3, 224, 64, 7, 2};
  EXPECT_EQ(first.out_size(), 112U);
  EXPECT_EQ(first.flop(), 2.0 * 32 * 112 * 112 * 64 * 3 * 49);
}

}  // namespace
}  // namespace gpubench
