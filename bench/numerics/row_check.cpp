#include "bench/numerics/row_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/finite.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kElementsMax = std::uint64_t{1} << 20;
/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kRowChoice = 0xc401ce01;

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
    const PhiloxBlock block = philox({i, 0, kRowChoice, 0}, key);
    chosen.push_back((std::uint64_t{block[0]} << 32 | block[1]) % shape.rows);
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

/// What the chosen rows must be.
struct ExpectedRows {
  std::vector<std::uint64_t> rows;
  std::vector<double> values, magnitudes;  ///< [chosen, columns]
  double largest = 0;
};

ExpectedRows make_expected(RowShape shape, const RowReference& reference, const RowCheck& check) {
  ExpectedRows expected;
  expected.rows = choose_rows(shape, check.seed);
  const std::size_t columns = shape.columns, count = expected.rows.size() * columns;
  expected.values.resize(count);
  expected.magnitudes.resize(count);
  std::vector<double> returned(expected.rows.size());
  for_parts(returned.size(), 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t c = begin; c < end; ++c) {
      returned[c] =
          reference(expected.rows[c], {std::span(expected.values).subspan(c * columns, columns),
                                       std::span(expected.magnitudes).subspan(c * columns, columns)});
    }
  });
  expected.largest = *std::max_element(returned.begin(), returned.end());
  return expected;
}

Verdict judge(RowShape shape, std::span<const float> y, const ExpectedRows& expected,
              const Tolerance& tolerance, int threads) {
  Score score(tolerance);
  for (std::size_t c = 0; c < expected.rows.size(); ++c) {
    for (std::uint64_t column = 0; column < shape.columns; ++column) {
      const std::uint64_t i = expected.rows[c] * shape.columns + column, e = c * shape.columns + column;
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

}  // namespace

Verdict check_rows(RowShape shape, std::span<const float> y, const RowReference& reference,
                   RowTolerance tolerance, const RowCheck& check) {
  const ExpectedRows expected = make_expected(shape, reference, check);
  const double phi = tolerance.phi + expected.largest;
  return judge(shape, y, expected, {phi, kF32.roundoff(), check.output, tolerance.terms}, check.threads);
}

Verdict check_rows_exact(RowShape shape, std::span<const float> y, const RowReference& reference,
                         const RowCheck& check) {
  const ExpectedRows expected = make_expected(shape, reference, check);
  Verdict verdict = judge(shape, y, expected, {0, kF32.roundoff(), check.output, 0}, check.threads);
  if (verdict.correctness == Correctness::wrong) return verdict;
  verdict.correctness = Correctness::identical;
  if (verdict.eta_max > 0) {
    const std::uint64_t bad = verdict.worst_index;
    verdict.correctness = Correctness::wrong;
    verdict.detail = fmt::format("y[{},{}] is {}, not the reference's value", bad / shape.columns,
                                 bad % shape.columns, y[bad]);
  }
  return verdict;
}

}  // namespace gpubench
