#include "bench/numerics/row_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kElementsMax = std::uint64_t{1} << 20;
/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kChoice = 0xc401ce01;

/// Ascending, each once.
std::vector<std::uint64_t> choose_rows(RowShape shape, std::uint64_t seed) {
  const std::uint64_t most = std::max<std::uint64_t>(kElementsMax / shape.columns, 2);
  std::vector<std::uint64_t> chosen;
  if (shape.rows <= most) {
    for (std::uint64_t row = 0; row < shape.rows; ++row) chosen.push_back(row);
    return chosen;
  }
  chosen = {0, shape.rows - 1};
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (std::uint32_t i = 0; chosen.size() < most; ++i) {
    const PhiloxBlock block = philox({i, 0, kChoice, 0}, key);
    chosen.push_back((std::uint64_t{block[0]} << 32 | block[1]) % shape.rows);
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

/// What the chosen rows must be.
struct Expected {
  std::vector<double> values, magnitudes;  ///< [chosen, columns]
  std::vector<double> ranges;              ///< Of each chosen row, max |x - m|; norms: 0.
};

/// row(x, values, magnitudes) fills in one row and returns its range.
template <class Row>
Expected make_expected(RowShape shape, const RowMaker& x, const std::vector<std::uint64_t>& chosen,
                       int threads, const Row& row) {
  const std::size_t columns = shape.columns, count = chosen.size() * columns;
  Expected expected{std::vector<double>(count), std::vector<double>(count),
                    std::vector<double>(chosen.size())};
  for_parts(chosen.size(), 1, threads, [&](std::uint64_t begin, std::uint64_t end) {
    std::vector<float> input(columns);
    for (std::uint64_t c = begin; c < end; ++c) {
      x(chosen[c], input);
      expected.ranges[c] = row(std::span<const float>(input), expected.values.data() + c * columns,
                               expected.magnitudes.data() + c * columns);
    }
  });
  return expected;
}

/// The first NaN or infinity; the size where there is none.
std::uint64_t find_not_finite(std::span<const float> y, int threads) {
  std::atomic<std::uint64_t> first{y.size()};
  for_parts(y.size(), 4096, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) {
      if (std::isfinite(y[i])) continue;
      for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
      return;
    }
  });
  return first;
}

Verdict judge(RowShape shape, std::span<const float> y, const std::vector<std::uint64_t>& chosen,
              const Expected& expected, double phi, int threads) {
  Score score({phi, kF32.roundoff(), kF32, static_cast<double>(shape.columns)});
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    for (std::uint64_t column = 0; column < shape.columns; ++column) {
      const std::uint64_t i = chosen[c] * shape.columns + column, e = c * shape.columns + column;
      score.add(i, static_cast<double>(y[i]), expected.values[e], expected.magnitudes[e]);
    }
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = y.size();
  verdict.digest = digest_of(y, 0, threads);
  const std::uint64_t bad = find_not_finite(y, threads);
  if (bad != y.size()) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = bad;
    verdict.detail =
        fmt::format("y[{},{}] is {}, must be finite", bad / shape.columns, bad % shape.columns, y[bad]);
  }
  return verdict;
}

double softmax_row(std::span<const float> x, double* values, double* magnitudes) {
  const auto [min, max] = std::minmax_element(x.begin(), x.end());
  const auto largest = static_cast<double>(*max);
  double sum = 0;
  for (std::size_t c = 0; c < x.size(); ++c) {
    sum += values[c] = std::exp(static_cast<double>(x[c]) - largest);
  }
  for (std::size_t c = 0; c < x.size(); ++c) magnitudes[c] = values[c] /= sum;
  return largest - static_cast<double>(*min);
}

/// mean: layer norm's, or 0.
void norm_row(std::span<const float> x, const NormScale& scale, double mean, double* values,
              double* magnitudes) {
  double squares = 0;
  for (const float value : x) {
    const double distance = static_cast<double>(value) - mean;
    squares += distance * distance;
  }
  const double sigma =
      std::sqrt(squares / static_cast<double>(x.size()) + static_cast<double>(scale.epsilon));
  for (std::size_t c = 0; c < x.size(); ++c) {
    const double value = static_cast<double>(x[c]), gamma = static_cast<double>(scale.gamma[c]);
    const double beta = scale.beta.empty() ? 0 : static_cast<double>(scale.beta[c]);
    values[c] = gamma * (value - mean) / sigma + beta;
    magnitudes[c] = std::abs(gamma) * (std::abs(value) + std::abs(mean)) / sigma + std::abs(beta);
  }
}

double mean_of(std::span<const float> x) {
  double sum = 0;
  for (const float value : x) sum += static_cast<double>(value);
  return sum / static_cast<double>(x.size());
}

/// has_mean: whether a row's mean is taken off first.
Verdict check_norm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                   const RowCheck& check, bool has_mean) {
  const auto chosen = choose_rows(shape, check.seed);
  const auto row = [&](std::span<const float> input, double* values, double* magnitudes) {
    norm_row(input, scale, has_mean ? mean_of(input) : 0, values, magnitudes);
    return 0.0;
  };
  const Expected expected = make_expected(shape, x, chosen, check.threads, row);
  const double phi = 8 + 2 * std::sqrt(static_cast<double>(shape.columns));
  return judge(shape, y, chosen, expected, phi, check.threads);
}

}  // namespace

Verdict check_softmax(RowShape shape, const RowMaker& x, std::span<const float> y, const RowCheck& check) {
  const auto chosen = choose_rows(shape, check.seed);
  const Expected expected = make_expected(shape, x, chosen, check.threads, softmax_row);
  const double range = *std::max_element(expected.ranges.begin(), expected.ranges.end());
  const double phi = 8 + range + std::sqrt(static_cast<double>(shape.columns));
  return judge(shape, y, chosen, expected, phi, check.threads);
}

Verdict check_layernorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                        const RowCheck& check) {
  return check_norm(shape, x, scale, y, check, true);
}

Verdict check_rmsnorm(RowShape shape, const RowMaker& x, const NormScale& scale, std::span<const float> y,
                      const RowCheck& check) {
  return check_norm(shape, x, {scale.gamma, {}, scale.epsilon}, y, check, false);
}

}  // namespace gpubench
