#include "bench/numerics/fft_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <type_traits>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kFftChoice = 0xff7c401c;
constexpr std::uint64_t kOutputsMax = 16;
constexpr std::uint64_t kFftProductsMax = std::uint64_t{1} << 26;

using Sum = std::complex<long double>;

/// exp(-2 pi i t / size), t = 0 .. size - 1.
std::vector<std::complex<double>> make_twiddles(std::uint64_t size) {
  std::vector<std::complex<double>> twiddles(size);
  for (std::uint64_t t = 0; t < size; ++t) {
    const long double angle =
        -2 * std::numbers::pi_v<long double> * static_cast<long double>(t) / static_cast<long double>(size);
    twiddles[t] = {static_cast<double>(std::cos(angle)), static_cast<double>(std::sin(angle))};
  }
  return twiddles;
}

/// j.k mod size, of row-major indices.
std::uint64_t phase(const FftShape& shape, std::uint64_t j, std::uint64_t k) {
  std::uint64_t sum = 0;
  for (int d = 0; d < shape.dimensions; ++d) {
    sum += (j % shape.size) * (k % shape.size);
    j /= shape.size;
    k /= shape.size;
  }
  return sum % shape.size;
}

template <class T>
Sum direct_output(const FftShape& shape, const T* x, std::uint64_t k,
                  const std::vector<std::complex<double>>& twiddles) {
  Sum sum = 0;
  for (std::uint64_t j = 0; j < shape.points(); ++j) {
    const std::complex<double> w = twiddles[phase(shape, j, k)];
    const long double re = x[2 * j], im = x[2 * j + 1];
    sum += Sum(re * w.real() - im * w.imag(), re * w.imag() + im * w.real());
  }
  return sum;
}

template <class T>
long double sum_of_squares(std::span<const T> values) {
  long double sum = 0;
  for (const T value : values) sum += static_cast<long double>(value) * static_cast<long double>(value);
  return sum;
}

/// Indices into the whole batch.
std::vector<std::uint64_t> choose_outputs(const FftShape& shape, std::uint64_t seed) {
  const std::uint64_t total = shape.batch * shape.points();
  const std::uint64_t affordable = std::max<std::uint64_t>(2, kFftProductsMax / shape.points());
  std::vector<std::uint64_t> chosen(std::min({total, kOutputsMax, affordable}));
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (std::uint64_t s = 0; s < chosen.size(); ++s) {
    const PhiloxBlock block = philox({static_cast<std::uint32_t>(s), 0, kFftChoice, 0}, key);
    chosen[s] = total <= chosen.size() ? s : (std::uint64_t{block[0]} << 32 | block[1]) % total;
  }
  return chosen;
}

template <class T>
constexpr FloatFormat kFormat = std::is_same_v<T, float> ? kF32 : kF64;

template <class T>
Score make_score(const FftShape& shape) {
  // Beyond four times what the theorem's constant explains it is no rounding.
  return Score({shape.phi(), kFormat<T>.roundoff(), kFormat<T>, 4 * shape.phi()});
}

/// Of one transform of the batch.
template <class T>
std::span<const T> part(const FftShape& shape, std::span<const T> values, std::uint64_t item) {
  return values.subspan(item * 2 * shape.points(), 2 * shape.points());
}

/// Says what Parseval's sum of the first transform that misses it is.
template <class T>
void check_parseval(const FftShape& shape, std::span<const T> input, std::span<const T> output,
                    Verdict& verdict) {
  for (std::uint64_t item = 0; item < shape.batch; ++item) {
    const long double expected =
        sum_of_squares(part(shape, input, item)) * static_cast<long double>(shape.points());
    const long double found = sum_of_squares(part(shape, output, item));
    const long double allowed = 2 * shape.phi() * kFormat<T>.roundoff() * expected;
    if (std::abs(found - expected) <= allowed) continue;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = item * shape.points();
    verdict.detail = fmt::format("transform {}: sum |X|^2 is {}, must be {}", item,
                                 static_cast<double>(found), static_cast<double>(expected));
    return;
  }
}

}  // namespace

std::uint64_t FftShape::points() const {
  std::uint64_t points = 1;
  for (int d = 0; d < dimensions; ++d) points *= size;
  return points;
}

double FftShape::flop() const {
  const double n = static_cast<double>(points());
  return 5 * n * std::log2(n);
}

double FftShape::phi() const {
  return 4 * std::max(1.0, std::log2(static_cast<double>(points())));
}

template <class T>
Verdict check_fft(const FftShape& shape, std::span<const T> input, std::span<const T> output,
                  const FftCheck& check) {
  const std::vector<std::uint64_t> chosen = choose_outputs(shape, check.seed);
  const auto twiddles = make_twiddles(shape.size);
  std::vector<Sum> expected(chosen.size());
  std::vector<double> norms(chosen.size());
  for_parts(chosen.size(), 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t s = begin; s < end; ++s) {
      const std::span<const T> x = part(shape, input, chosen[s] / shape.points());
      expected[s] = direct_output(shape, x.data(), chosen[s] % shape.points(), twiddles);
      norms[s] = std::sqrt(static_cast<double>(sum_of_squares(x)));
    }
  });
  Score score = make_score<T>(shape);
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    const std::uint64_t i = 2 * chosen[s];
    score.add(i, output[i], static_cast<double>(expected[s].real()), norms[s]);
    score.add(i + 1, output[i + 1], static_cast<double>(expected[s].imag()), norms[s]);
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = output.size();
  verdict.digest = digest_of(output, 0, check.threads);
  if (verdict.correctness != Correctness::wrong) check_parseval(shape, input, output, verdict);
  return verdict;
}

template <class T>
Verdict check_fft_inverse(const FftShape& shape, std::span<const T> input, std::span<const T> returned) {
  Score score = make_score<T>(shape);
  const double n = static_cast<double>(shape.points());
  for (std::uint64_t item = 0; item < shape.batch; ++item) {
    const std::uint64_t first = item * 2 * shape.points();
    const double norm = std::sqrt(static_cast<double>(sum_of_squares(part(shape, input, item))) / n);
    for (std::uint64_t i = first; i < first + 2 * shape.points(); ++i) {
      score.add(i, static_cast<double>(returned[i]) / n, input[i], norm);
    }
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = returned.size();
  return verdict;
}

#define GPUBENCH_INSTANTIATE(T)                                                                            \
  template Verdict check_fft<T>(const FftShape&, std::span<const T>, std::span<const T>, const FftCheck&); \
  template Verdict check_fft_inverse<T>(const FftShape&, std::span<const T>, std::span<const T>)
GPUBENCH_INSTANTIATE(float);
GPUBENCH_INSTANTIATE(double);
#undef GPUBENCH_INSTANTIATE

}  // namespace gpubench
