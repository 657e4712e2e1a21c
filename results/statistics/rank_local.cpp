#include "results/statistics/rank_local.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "results/statistics/verdict.hpp"

namespace gpubench::results {
namespace {

void require_same_shape(const RankLocations& a, const RankLocations& b) {
  const auto ranks = a.empty() ? 0 : a.front().size();
  const auto same = [ranks](const std::vector<double>& launch) { return launch.size() == ranks; };
  if (a.size() != b.size() || ranks < 2 || !std::ranges::all_of(a, same) || !std::ranges::all_of(b, same))
    throw std::invalid_argument("statistics: a rank-local contrast needs the same ranks in all launches");
}

}  // namespace

std::vector<double> beyond_others(std::span<const double> values) {
  if (values.size() < 2) throw std::invalid_argument("statistics: one rank has no others");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  // The others are the sorted ones less one, so their median is found by counting past it.
  const std::size_t others = sorted.size() - 1;
  std::vector<double> beyond;
  beyond.reserve(values.size());
  for (const double value : values) {
    const auto own = static_cast<std::size_t>(std::ranges::lower_bound(sorted, value) - sorted.begin());
    const auto other = [&](std::size_t place) { return sorted[place < own ? place : place + 1]; };
    beyond.push_back(value - 0.5 * (other((others - 1) / 2) + other(others / 2)));
  }
  return beyond;
}

std::vector<Contrast> rank_local_contrasts(const RankLocations& a, const RankLocations& b, Better better) {
  require_same_shape(a, b);
  const std::size_t ranks = a.front().size();
  std::vector<std::vector<double>> beyond(ranks);
  std::vector<double> differences(ranks);
  for (std::size_t pair = 0; pair < a.size(); ++pair) {
    std::ranges::transform(b[pair], a[pair], differences.begin(), std::minus<>{});
    const std::vector<double> of_pair = beyond_others(differences);
    for (std::size_t rank = 0; rank < ranks; ++rank) beyond[rank].push_back(of_pair[rank]);
  }
  const std::vector<double> nothing(a.size(), 0.0);
  std::vector<Contrast> contrasts;
  for (const std::vector<double>& of_rank : beyond)
    contrasts.push_back(paired_contrast(nothing, of_rank, better));
  return contrasts;
}

std::vector<bool> named_ranks(std::span<const Contrast> of_all_benchmarks) {
  std::vector<double> p;
  for (const Contrast& contrast : of_all_benchmarks) p.push_back(contrast.p);
  std::vector<bool> named = reject(p, kRankErrorRate);
  for (std::size_t i = 0; i < named.size(); ++i)
    named[i] = named[i] && std::abs(of_all_benchmarks[i].effect) >= kRankEffectMin;
  return named;
}

}  // namespace gpubench::results
