/// Facts: how sources hand over what they found. A source reads texts from SystemFiles and parses them; what
/// is missing is left out.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/model.hpp"

namespace gpubench {

/// The scopes a fact may have, in the order they are shown. FINGERPRINT.md says what belongs to which.
inline constexpr std::string_view kFactScopes[] = {"image", "loaded", "host", "device", "run"};

/// Bytes that are kept of a value; the longest honest one is a list of a processor's flags.
inline constexpr std::size_t kFactValueMax = 8192;

/// Facts of one source, in one scope.
class FactList {
 public:
  explicit FactList(std::string scope) : scope_(std::move(scope)) {}
  /// Control characters become spaces, and what is longer than any honest fact is cut: names and values may
  /// come from anybody. Nothing is added for an empty or missing value.
  void add(std::string_view key, const std::optional<std::string>& value);
  std::vector<results::Fact> take() { return std::move(facts_); }

 private:
  std::string scope_;
  std::vector<results::Fact> facts_;
};

/// At the end of the others.
void append(std::vector<results::Fact>& facts, std::vector<results::Fact> more);

}  // namespace gpubench
