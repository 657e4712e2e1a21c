#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <tuple>

#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"
#include "harness/number_ranges.hpp"
#include "results/hash.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

constexpr const char* kHashKey = "sha256";

}  // namespace

std::vector<results::Fact> merge_facts(const std::vector<SharedFacts>& groups) {
  std::map<std::tuple<std::string, std::string, std::string>, std::set<int>> ranks_of;
  std::set<int> all;
  for (const SharedFacts& group : groups) {
    all.insert(group.ranks.begin(), group.ranks.end());
    for (const results::Fact& fact : group.facts)
      ranks_of[{fact.scope, fact.key, fact.value}].insert(group.ranks.begin(), group.ranks.end());
  }
  const auto text_of = [](const std::set<int>& ranks) { return format_ranges({ranks.begin(), ranks.end()}); };
  std::vector<results::Fact> merged;
  std::set<std::string> scopes;
  for (const auto& [fact, ranks] : ranks_of) {
    const auto& [scope, key, value] = fact;
    merged.push_back({scope, key, value, text_of(ranks)});
    scopes.insert(scope);
  }
  for (const std::string& scope : scopes)
    merged.push_back({scope, kHashKey, scope_hash(merged, scope), text_of(all)});
  std::sort(merged.begin(), merged.end(), fact_before);
  return merged;
}

std::vector<results::Fact> merge_facts(const std::vector<std::vector<results::Fact>>& by_rank) {
  std::vector<SharedFacts> groups;
  for (int rank = 0; rank < static_cast<int>(by_rank.size()); ++rank)
    groups.push_back({{rank}, by_rank[static_cast<std::size_t>(rank)]});
  return merge_facts(groups);
}

std::string scope_hash(const std::vector<results::Fact>& facts, const std::string& scope) {
  std::set<std::pair<std::string, std::string>> distinct;
  for (const results::Fact& fact : facts)
    if (fact.scope == scope && fact.key != kHashKey) distinct.insert({fact.key, fact.value});
  // Facts come from files that need not be UTF-8; a replacement keeps the hash defined.
  return results::sha256_hex(results::json_text(nlohmann::json(distinct)));
}

std::string facts_to_text(const std::vector<results::Fact>& facts) {
  auto list = nlohmann::json::array();
  for (const results::Fact& fact : facts) list.push_back({fact.scope, fact.key, fact.value});
  return results::json_text(list);
}

std::vector<results::Fact> facts_from_text(const std::string& text) {
  try {
    std::vector<results::Fact> facts;
    for (const auto& item : results::json_of(text)) facts.push_back({item.at(0), item.at(1), item.at(2), {}});
    return facts;
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(fmt::format("facts_from_text: {}", error.what()));
  }
}

std::size_t scope_order(const std::string& scope) {
  return static_cast<std::size_t>(std::find(std::begin(kFactScopes), std::end(kFactScopes), scope) -
                                  std::begin(kFactScopes));
}

bool fact_before(const results::Fact& a, const results::Fact& b) {
  const std::size_t order_a = scope_order(a.scope), order_b = scope_order(b.scope);
  return std::tie(order_a, a.scope, a.key, a.value) < std::tie(order_b, b.scope, b.key, b.value);
}

}  // namespace gpubench
