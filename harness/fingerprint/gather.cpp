#include "harness/fingerprint/gather.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"
#include "results/hash.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

using Facts = std::vector<results::Fact>;

constexpr std::size_t kSlices = std::size(kFactScopes);
constexpr std::size_t kDigits = 64;
/// A rank's facts as texts, by scope.
using Slices = std::array<std::string, kSlices>;

Slices slices_of(const Facts& own) {
  std::array<Facts, kSlices> facts;
  for (const results::Fact& fact : own) facts.at(scope_order(fact.scope)).push_back(fact);
  Slices slices;
  std::ranges::transform(facts, slices.begin(), facts_to_text);
  return slices;
}

std::string digests_of(const Slices& slices) {
  std::string digests;
  for (const std::string& slice : slices) digests += results::sha256_hex(slice);
  return digests;
}

/// Who said what: for each scope the ranks of one digest, the first of which sends.
struct Speakers {
  std::array<std::map<std::string, std::vector<int>>, kSlices> ranks;
  std::string asked;  ///< For each rank and scope '1' where it sends.
};

Speakers choose_speakers(const std::vector<std::string>& digests) {
  Speakers speakers;
  for (std::size_t rank = 0; rank < digests.size(); ++rank) {
    for (std::size_t slice = 0; slice < kSlices; ++slice) {
      auto& ranks = speakers.ranks[slice][digests[rank].substr(slice * kDigits, kDigits)];
      speakers.asked += ranks.empty() ? '1' : '0';
      ranks.push_back(static_cast<int>(rank));
    }
  }
  return speakers;
}

/// The slices that this rank is asked for, as one text.
std::string answer_of(const Slices& slices, const std::string& asked, int rank) {
  auto answer = nlohmann::json::array();
  for (std::size_t slice = 0; slice < kSlices; ++slice)
    if (asked.at(static_cast<std::size_t>(rank) * kSlices + slice) == '1') answer.push_back(slices[slice]);
  return answer.empty() ? std::string() : results::json_text(answer);
}

std::vector<SharedFacts> shared_facts(const Speakers& speakers, const std::vector<std::string>& answers) {
  std::vector<nlohmann::json> sent;
  for (const std::string& answer : answers)
    sent.push_back(answer.empty() ? nlohmann::json::array() : results::json_of(answer));
  std::vector<std::size_t> next(sent.size());
  std::vector<SharedFacts> groups;
  for (std::size_t slice = 0; slice < kSlices; ++slice) {
    // In the order of ranks, in which each put its slices.
    std::vector<std::vector<int>> in_order;
    for (const auto& [digest, ranks] : speakers.ranks[slice]) in_order.push_back(ranks);
    std::ranges::sort(in_order);
    for (std::vector<int>& ranks : in_order) {
      const auto first = static_cast<std::size_t>(ranks.front());
      groups.push_back({std::move(ranks), facts_from_text(sent[first].at(next[first]++))});
    }
  }
  return groups;
}

}  // namespace

Facts gather_facts(World& world, const Facts& own) {
  const Slices slices = slices_of(own);
  Speakers speakers = choose_speakers(world.gather(digests_of(slices)));
  speakers.asked = world.broadcast(speakers.asked, 0);
  const auto answers = world.gather(answer_of(slices, speakers.asked, world.rank()));
  if (world.rank() != 0) return {};
  return merge_facts(shared_facts(speakers, answers));
}

}  // namespace gpubench
