// The difference of two fingerprints for machines.
#include <nlohmann/json.hpp>

#include "harness/fingerprint/difference.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

using nlohmann::ordered_json;

ordered_json values_json(const std::vector<results::Fact>& facts) {
  auto list = ordered_json::array();
  for (const results::Fact& fact : facts) list.push_back({{"value", fact.value}, {"ranks", fact.ranks}});
  return list;
}

ordered_json fact_difference_json(const FactDifference& fact) {
  ordered_json object = {{"scope", fact.scope},
                         {"key", fact.key},
                         {"bearing", results::to_string(fact.rule->bearing)},
                         {"why", fact.rule->why},
                         {"a", values_json(fact.a)},
                         {"b", values_json(fact.b)}};
  for (const FactDifference& one : fact.with) object["with"].push_back(fact_difference_json(one));
  return object;
}

ordered_json scope_json(const ScopeDifference& scope) {
  ordered_json object = {{"scope", scope.scope}};
  results::put(object, "sha256_a", scope.hash_a);
  results::put(object, "sha256_b", scope.hash_b);
  object["differences"] = scope.differences;
  object["incidental"] = scope.incidental;
  return object;
}

}  // namespace

std::string difference_json(const FingerprintDifference& difference, const FingerprintSide& a,
                            const FingerprintSide& b) {
  ordered_json object = {{"schema", "gpubench-fingerprint-difference/1"},
                         {"a", {{"name", a.name}, {"origin", a.origin}}},
                         {"b", {{"name", b.name}, {"origin", b.origin}}},
                         {"equal", difference.equal()}};
  object["scopes"] = ordered_json::array();
  for (const ScopeDifference& scope : difference.scopes) object["scopes"].push_back(scope_json(scope));
  object["differences"] = ordered_json::array();
  for (const FactDifference& fact : difference.facts)
    object["differences"].push_back(fact_difference_json(fact));
  return results::json_text(object, 2, results::Escape::beyond_ascii);
}

}  // namespace gpubench
