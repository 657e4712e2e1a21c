#include "results/comparison/numeric_class.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gpubench::results {
namespace {

NumericClass class_of(const Output& output) {
  if (output.correctness == "identical") return NumericClass::identical;
  // eta says it again: a word that a file may hold is not taken alone.
  if (output.correctness == "statistical")
    return output.eta_max <= 1 ? NumericClass::statistical : NumericClass::bounded;
  if (output.correctness == "bounded") return NumericClass::bounded;
  if (output.correctness == "wrong") return NumericClass::wrong;
  return NumericClass::none;
}

using Digests = std::map<std::uint64_t, std::set<std::string>>;  // by seed

Digests digests_of(std::span<const Output> outputs) {
  Digests digests;
  for (const Output& output : outputs)
    if (!output.digest.empty()) digests[output.seed].insert(output.digest);
  return digests;
}

}  // namespace

std::string_view to_string(NumericClass numeric) {
  switch (numeric) {
    case NumericClass::none:
      return "";
    case NumericClass::identical:
      return "IDENTICAL";
    case NumericClass::statistical:
      return "STATISTICAL";
    case NumericClass::bounded:
      return "BOUNDED";
    case NumericClass::wrong:
      break;
  }
  return "WRONG";
}

NumericClass numeric_class(std::span<const Output> a, std::span<const Output> b) {
  NumericClass worst = NumericClass::none;
  bool unchecked = a.empty() || b.empty();
  for (const auto& side : {a, b})
    for (const Output& output : side) {
      worst = std::max(worst, class_of(output));
      unchecked = unchecked || class_of(output) == NumericClass::none;
    }
  if (worst == NumericClass::wrong) return worst;
  if (unchecked) return NumericClass::none;

  Digests all = digests_of(a);
  bool shared = false;
  for (const auto& [seed, digests] : digests_of(b)) {
    shared = shared || all.contains(seed);
    all[seed].insert(digests.begin(), digests.end());
  }
  if (!shared) return worst;
  const bool equal = std::ranges::all_of(all, [](const auto& one) { return one.second.size() == 1; });
  return equal ? NumericClass::identical : std::max(worst, NumericClass::statistical);
}

}  // namespace gpubench::results
