#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "bench/numerics/choice.hpp"
#include "bench/numerics/convolution_reference.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kChosenMin = 64;
constexpr std::uint64_t kProductsMax = std::uint64_t{1} << 27;
/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kConvolutionChoice = 0xc0c401ce;

std::vector<std::uint64_t> choose_elements(const ConvolutionShape& shape, ConvolutionPass pass,
                                           std::uint64_t seed) {
  const std::uint64_t wanted = std::clamp(kProductsMax / shape.terms(pass), kChosenMin, kChosenMax);
  return choose(shape.output_count(pass), wanted, seed, kConvolutionChoice);
}

struct Expected {
  long double value = 0;
  double magnitude = 0;
};

Expected make_expected(const ConvolutionShape& shape, ConvolutionPass pass, const ConvolutionTensors& of,
                       std::uint64_t index) {
  Expected expected;
  for_terms(shape, pass, index, [&](std::uint64_t x, std::uint64_t w, std::uint64_t y) {
    // Exact in double: no input has more than 24 bits.
    const double product = pass == ConvolutionPass::forward         ? of.x[x] * of.w[w]
                           : pass == ConvolutionPass::backward_data ? of.w[w] * of.y[y]
                                                                    : of.x[x] * of.y[y];
    expected.value += static_cast<long double>(product);
    expected.magnitude += std::abs(product);
  });
  return expected;
}

}  // namespace

Verdict check_convolution_rounded(const ConvolutionShape& shape, ConvolutionPass pass,
                                  const ConvolutionTensors& tensors, const ConvolutionCheck& check) {
  const std::span<const double> output = tensors.output(pass);
  const double terms = static_cast<double>(shape.terms(pass));
  Score score({check.phi_factor * std::max(4.0, std::sqrt(terms)), kF32.roundoff(), check.output,
               check.phi_factor * terms});
  const std::vector<std::uint64_t> chosen = choose_elements(shape, pass, check.seed);
  std::vector<Expected> expected(chosen.size());
  for_parts(chosen.size(), 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t s = begin; s < end; ++s) expected[s] = make_expected(shape, pass, tensors, chosen[s]);
  });
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    score.add(chosen[s], output[chosen[s]], static_cast<double>(expected[s].value), expected[s].magnitude);
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = output.size();
  const auto bad = std::find_if(output.begin(), output.end(), [](double v) { return !std::isfinite(v); });
  if (bad != output.end()) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = static_cast<std::uint64_t>(bad - output.begin());
    verdict.detail = fmt::format("element {} is {}, must be finite", verdict.worst_index, *bad);
  }
  return verdict;
}

}  // namespace gpubench
