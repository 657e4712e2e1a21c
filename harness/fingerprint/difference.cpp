#include "harness/fingerprint/difference.hpp"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"
#include "harness/fingerprint/package_owner.hpp"

namespace gpubench {
namespace {

using results::Bearing;
using results::Fact;

constexpr std::string_view kLibrary = "library.", kPackage = "package.", kBytes = ".sha256";

struct BothSides {
  std::vector<Fact> a, b;
};

/// What both sides say, apart by what `word` gives of a fact.
template <class Word>
auto apart_by(const std::vector<Fact>& a, const std::vector<Fact>& b, Word word) {
  std::map<decltype(word(a.front())), BothSides> apart;
  for (const Fact& fact : a) apart[word(fact)].a.push_back(fact);
  for (const Fact& fact : b) apart[word(fact)].b.push_back(fact);
  return apart;
}

std::set<std::string> values_said(const std::vector<Fact>& facts) {
  std::set<std::string> values;
  for (const Fact& fact : facts) values.insert(fact.value);
  return values;
}

/// "library.libopenblas" and "library.libopenblas.sha256" -> "libopenblas"; nothing of another key.
std::optional<std::string_view> library_stem(std::string_view key) {
  if (!key.starts_with(kLibrary)) return std::nullopt;
  key.remove_prefix(kLibrary.size());
  if (key.ends_with(kBytes)) key.remove_suffix(kBytes.size());
  return key;
}

/// "package.dpkg.libopenblas0" -> "libopenblas0"
std::optional<std::string_view> package_name(std::string_view key) {
  if (!key.starts_with(kPackage)) return std::nullopt;
  const std::size_t dot = key.find('.', kPackage.size());
  if (dot == std::string_view::npos) return std::nullopt;
  return key.substr(dot + 1);
}

bool belongs_to(const FactDifference& one, const FactDifference& library) {
  if (one.scope == library.scope) return one.key == library.key + std::string(kBytes);
  const auto package = package_name(one.key);
  return package && may_own(*package, *library_stem(library.key));
}

/// Puts what differs with a library under it; a package under the first library it may own.
void tell_together(std::vector<FactDifference>& facts) {
  std::vector<std::size_t> libraries;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].scope == "loaded" && library_stem(facts[i].key)) libraries.push_back(i);
  constexpr std::size_t kPairsMax = 4'000'000;  // names of no image, but of a file made to keep one waiting
  if (libraries.size() * facts.size() > kPairsMax) return;

  std::vector<std::size_t> library_of(facts.size(), facts.size()), place(facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto owned = std::ranges::find_if(libraries, [&](std::size_t library) {
      return library != i && library_of[library] == facts.size() && belongs_to(facts[i], facts[library]);
    });
    if (owned != libraries.end()) library_of[i] = *owned;
  }
  std::vector<FactDifference> told;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (library_of[i] != facts.size()) continue;
    place[i] = told.size();
    told.push_back(facts[i]);
  }
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (library_of[i] != facts.size()) told[place[library_of[i]]].with.push_back(std::move(facts[i]));
  facts = std::move(told);
}

bool before(const FactDifference& one, const FactDifference& other) {
  const auto weight = [](const FactDifference& fact) {
    return std::pair(-static_cast<int>(fact.rule->bearing), scope_order(fact.scope));
  };
  const auto weight_one = weight(one), weight_other = weight(other);
  return std::tie(weight_one, one.scope, one.key) < std::tie(weight_other, other.scope, other.key);
}

}  // namespace

FingerprintDifference difference_of(const std::vector<Fact>& a, const std::vector<Fact>& b) {
  FingerprintDifference result;
  const auto by_scope =
      apart_by(a, b, [](const Fact& fact) { return std::pair(scope_order(fact.scope), fact.scope); });
  for (const auto& [place, said] : by_scope) {
    const std::string& scope = place.second;
    const auto hash = [&](const std::vector<Fact>& facts) {
      return facts.empty() ? std::string() : scope_hash(facts, scope);
    };
    result.scopes.push_back({scope, hash(said.a), hash(said.b), 0, {}});
    for (auto& [key, facts] : apart_by(said.a, said.b, [](const Fact& fact) { return fact.key; })) {
      if (key == "sha256" || values_said(facts.a) == values_said(facts.b)) continue;
      const results::FactRule& rule = results::rule_of(scope, key);
      if (rule.bearing == Bearing::incidental) {
        result.scopes.back().incidental.push_back(key);
        continue;
      }
      ++result.scopes.back().differences;
      result.facts.push_back({scope, key, facts.a, facts.b, &rule, {}});
    }
  }
  std::ranges::sort(result.facts, before);
  tell_together(result.facts);
  return result;
}

}  // namespace gpubench
