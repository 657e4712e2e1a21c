#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "bench/numerics/attention_reference.hpp"
#include "bench/numerics/choice.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kAttentionChoice = 0xc401ce01;

/// Rows of all heads together.
std::vector<std::uint64_t> choose_rows(const AttentionShape& shape, std::uint64_t seed) {
  return choose(shape.heads * shape.length, (kChosenMax + shape.width - 1) / shape.width, seed,
                kAttentionChoice);
}

/// What a row must be, the sum of magnitudes behind each element, and how far its scores lie apart.
struct ExpectedRow {
  std::vector<double> value, magnitude;
  double spread = 0;
};

ExpectedRow make_row(const AttentionShape& shape, std::span<const float> q, std::span<const float> k,
                     std::span<const float> v, std::uint64_t row) {
  const std::uint64_t width = shape.width, begin = row / shape.length * shape.length * width;
  const std::uint64_t keys = shape.causal ? row % shape.length + 1 : shape.length;
  std::vector<double> score(keys);
  for (std::uint64_t j = 0; j < keys; ++j) {
    for (std::uint64_t d = 0; d < width; ++d) {
      score[j] += static_cast<double>(q[row * width + d]) * static_cast<double>(k[begin + j * width + d]);
    }
    score[j] /= std::sqrt(static_cast<double>(width));
  }
  const auto [least, greatest] = std::minmax_element(score.begin(), score.end());
  ExpectedRow expected{std::vector<double>(width), std::vector<double>(width), *greatest - *least};
  const double score_max = *greatest;
  double sum = 0;
  for (double& s : score) sum += s = std::exp(s - score_max);
  for (std::uint64_t j = 0; j < keys; ++j) {
    for (std::uint64_t d = 0; d < width; ++d) {
      const double term = score[j] / sum * static_cast<double>(v[begin + j * width + d]);
      expected.value[d] += term;
      expected.magnitude[d] += std::abs(term);
    }
  }
  return expected;
}

}  // namespace

Verdict check_attention_rounded(const AttentionShape& shape, std::span<const float> q,
                                std::span<const float> k, std::span<const float> v,
                                std::span<const float> out, const AttentionCheck& check) {
  const std::vector<std::uint64_t> rows = choose_rows(shape, check.seed);
  std::vector<ExpectedRow> expected(rows.size());
  for_parts(rows.size(), 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t s = begin; s < end; ++s) expected[s] = make_row(shape, q, k, v, rows[s]);
  });
  double spread = 0;
  for (const ExpectedRow& row : expected) spread = std::max(spread, row.spread);
  const double length = static_cast<double>(shape.length), width = static_cast<double>(shape.width);
  const double of_p = check.stored == kF32 ? 0 : check.stored.roundoff() / kF32.roundoff();
  Score score(
      {8 + spread + std::sqrt(length) + of_p, kF32.roundoff(), check.stored, length + width + spread + of_p});
  for (std::size_t s = 0; s < rows.size(); ++s) {
    for (std::uint64_t d = 0; d < shape.width; ++d) {
      const std::uint64_t index = rows[s] * shape.width + d;
      score.add(index, out[index], expected[s].value[d], expected[s].magnitude[d]);
    }
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = out.size();
  verdict.digest = digest_of(out, 0, check.threads);
  const auto bad = std::find_if(out.begin(), out.end(), [](float value) { return !std::isfinite(value); });
  if (bad != out.end()) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = static_cast<std::uint64_t>(bad - out.begin());
    verdict.detail = fmt::format("element {} is {}, must be finite", verdict.worst_index, *bad);
  }
  return verdict;
}

}  // namespace gpubench
