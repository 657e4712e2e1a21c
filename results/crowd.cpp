#include "results/crowd.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace gpubench::results {
namespace {

constexpr int kProcessorMax = 1 << 16;  // a file's text must not make a list of billions

}  // namespace

std::optional<std::set<int>> parse_numbers(std::string_view text) {
  std::set<int> cpus;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    int first = -1, last = -1;
    const char* const end = part.data() + part.size();
    const auto [stop, error] = std::from_chars(part.data(), end, first);
    if (error != std::errc()) return std::nullopt;
    last = first;
    if (stop != end) {
      const auto [stop_last, error_last] = std::from_chars(stop + 1, end, last);
      if (*stop != '-' || error_last != std::errc() || stop_last != end) return std::nullopt;
    }
    if (first < 0 || last < first || last > kProcessorMax) return std::nullopt;
    for (int cpu = first; cpu <= last; ++cpu) cpus.insert(cpus.end(), cpu);
  }
  if (cpus.empty()) return std::nullopt;
  return cpus;
}

Crowd find_crowd(const std::vector<Rank>& ranks) {
  struct Host {
    std::size_t ranks = 0;
    std::set<int> cpus;
    std::set<std::string> seen;  ///< Ranks of a host mostly have one cpuset; it is read once.
  };
  std::map<std::string, Host> hosts;
  for (const Rank& rank : ranks) {
    Host& host = hosts[rank.host];
    if (host.seen.insert(rank.cpuset).second) {
      const auto cpus = parse_numbers(rank.cpuset);
      if (!cpus) continue;
      host.cpus.insert(cpus->begin(), cpus->end());
    }
    ++host.ranks;
  }
  Crowd worst;
  for (const auto& [name, host] : hosts) {
    const bool crowded = !host.cpus.empty() && host.ranks > host.cpus.size();
    if (crowded && host.ranks * std::max<std::size_t>(1, worst.processors) > worst.ranks * host.cpus.size())
      worst = {host.ranks, host.cpus.size()};
  }
  return worst;
}

bool is_crowded(const Case& c, const std::vector<Rank>& ranks) {
  if (c.scope != "world") return false;
  std::vector<Rank> taking_part;
  for (const Rank& rank : ranks)
    if (std::ranges::find(c.participants, rank.rank) != c.participants.end()) taking_part.push_back(rank);
  return find_crowd(taking_part).ranks > 0;
}

}  // namespace gpubench::results
