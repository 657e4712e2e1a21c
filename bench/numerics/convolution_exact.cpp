#include <fmt/format.h>

#include <atomic>
#include <cmath>
#include <vector>

#include "bench/numerics/choice.hpp"
#include "bench/numerics/convolution_reference.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

/// Keeps the factors apart from every input tensor of the same seed.
constexpr std::uint32_t kConvolutionFactors = 0xc0fac701;

/// Arithmetic mod 2^64: signed values enter as their two's complement.
using Ring = std::uint64_t;

Ring to_ring(double value) {
  return static_cast<Ring>(static_cast<std::int64_t>(value));
}

std::vector<Ring> as_is(std::span<const double> values) {
  std::vector<Ring> result(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) result[i] = to_ring(values[i]);
  return result;
}

/// [rest, count] -> [rest], weighed.
std::vector<Ring> add_last(std::span<const double> values, const std::vector<Ring>& factors) {
  std::vector<Ring> sums(values.size() / factors.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[i / factors.size()] += to_ring(values[i]) * factors[i % factors.size()];
  }
  return sums;
}

/// [count, rest] -> [rest], weighed.
std::vector<Ring> add_first(std::span<const double> values, const std::vector<Ring>& factors) {
  const std::size_t rest = values.size() / factors.size();
  std::vector<Ring> sums(rest);
  for (std::size_t i = 0; i < values.size(); ++i) sums[i % rest] += to_ring(values[i]) * factors[i / rest];
  return sums;
}

/// The same pass with one filter, or of backward_data one channel.
struct Folded {
  ConvolutionShape shape;
  std::vector<Ring> x, w, y;
};

Folded fold(const ConvolutionShape& shape, ConvolutionPass pass, const ConvolutionTensors& tensors,
            std::uint64_t seed) {
  Folded folded{shape, {}, {}, {}};
  if (pass == ConvolutionPass::backward_data) {
    folded.shape.channels = 1;
    const std::vector<Ring> factors = odd_factors(shape.channels, seed, kConvolutionFactors);
    folded.x = add_last(tensors.x, factors);
    folded.w = add_last(tensors.w, factors);
    folded.y = as_is(tensors.y);
  } else {
    folded.shape.filters = 1;
    const std::vector<Ring> factors = odd_factors(shape.filters, seed, kConvolutionFactors);
    folded.x = as_is(tensors.x);
    folded.w = add_first(tensors.w, factors);
    folded.y = add_last(tensors.y, factors);
  }
  return folded;
}

bool place_is_right(const Folded& folded, ConvolutionPass pass, std::uint64_t place) {
  Ring sum = 0;
  for_terms(folded.shape, pass, place, [&](std::uint64_t x, std::uint64_t w, std::uint64_t y) {
    if (pass == ConvolutionPass::forward) sum += folded.x[x] * folded.w[w];
    if (pass == ConvolutionPass::backward_data) sum += folded.w[w] * folded.y[y];
    if (pass == ConvolutionPass::backward_filter) sum += folded.x[x] * folded.y[y];
  });
  if (pass == ConvolutionPass::forward) return sum == folded.y[place];
  return sum == (pass == ConvolutionPass::backward_data ? folded.x[place] : folded.w[place]);
}

std::int64_t expected_element(const ConvolutionShape& shape, ConvolutionPass pass,
                              const ConvolutionTensors& tensors, std::uint64_t index) {
  double sum = 0;  // Exact: integers far below 2^53.
  for_terms(shape, pass, index, [&](std::uint64_t x, std::uint64_t w, std::uint64_t y) {
    if (pass == ConvolutionPass::forward) sum += tensors.x[x] * tensors.w[w];
    if (pass == ConvolutionPass::backward_data) sum += tensors.w[w] * tensors.y[y];
    if (pass == ConvolutionPass::backward_filter) sum += tensors.x[x] * tensors.y[y];
  });
  return static_cast<std::int64_t>(sum);
}

void name_wrong_element(Verdict& verdict, const ConvolutionShape& shape, ConvolutionPass pass,
                        const ConvolutionTensors& tensors, std::uint64_t index) {
  verdict.correctness = Correctness::wrong;
  verdict.worst_index = index;
  verdict.detail = fmt::format("element {} is {}, must be {}", index, tensors.output(pass)[index],
                               expected_element(shape, pass, tensors, index));
}

/// Of a place whose sum is off.
std::uint64_t find_in_place(const ConvolutionShape& shape, ConvolutionPass pass,
                            const ConvolutionTensors& tensors, std::uint64_t place) {
  const std::uint64_t count = pass == ConvolutionPass::backward_data ? shape.channels : shape.filters;
  const std::uint64_t places = shape.output_count(pass) / count;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t index =
        pass == ConvolutionPass::backward_filter ? i * places + place : place * count + i;
    if (static_cast<double>(expected_element(shape, pass, tensors, index)) != tensors.output(pass)[index]) {
      return index;
    }
  }
  return place;
}

}  // namespace

Verdict check_convolution_exact(const ConvolutionShape& shape, ConvolutionPass pass,
                                const ConvolutionTensors& tensors, const ConvolutionCheck& check) {
  const std::span<const double> output = tensors.output(pass);
  Verdict verdict;
  verdict.family = "E";
  verdict.correctness = Correctness::identical;
  verdict.checked = verdict.total = output.size();
  const double largest = 9 * static_cast<double>(shape.terms(pass));
  for (std::uint64_t i = 0; i < output.size(); ++i) {
    // Before anything is taken for an integer.
    if (std::abs(output[i]) <= largest && std::trunc(output[i]) == output[i]) continue;
    name_wrong_element(verdict, shape, pass, tensors, i);
    return verdict;
  }
  const Folded folded = fold(shape, pass, tensors, check.seed);
  const std::uint64_t places = folded.shape.output_count(pass);
  std::atomic<std::uint64_t> first{places};
  for_parts(places, 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t place = begin; place < end; ++place) {
      if (place_is_right(folded, pass, place)) continue;
      for (std::uint64_t known = first; place < known && !first.compare_exchange_weak(known, place);)
        continue;
      return;
    }
  });
  if (first != places) {
    name_wrong_element(verdict, shape, pass, tensors, find_in_place(shape, pass, tensors, first));
  }
  return verdict;
}

void thin_convolution(const ConvolutionShape& shape, ConvolutionPass pass, std::uint64_t terms_max,
                      std::span<double> second) {
  const std::uint64_t period = (shape.terms(pass) + terms_max - 1) / terms_max;
  if (period <= 1) return;
  for (std::uint64_t i = 0; i < second.size(); ++i) {
    const std::uint64_t term =
        pass == ConvolutionPass::forward
            ? i % shape.terms(pass)
            : i / (pass == ConvolutionPass::backward_data ? shape.channels : shape.filters);
    const std::uint64_t output =
        pass == ConvolutionPass::forward
            ? i / shape.terms(pass)
            : i % (pass == ConvolutionPass::backward_data ? shape.channels : shape.filters);
    if ((term + output) % period != 0) second[i] = 0;
  }
}

}  // namespace gpubench
