/// Axes: where in its parameter space a benchmark is measured, e.g. {type=f64, working_set=4MiB}.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

/// An ordered list of (name, value); order is the benchmark's and part of its text. Values are canonical text
/// ("4MiB", never "4096KiB"), because they belong to a case's identity.
class Axes {
 public:
  Axes() = default;
  Axes(std::initializer_list<std::pair<std::string, std::string>> values) : values_(values) {}

  bool has(std::string_view name) const;
  /// The value as written. Throws std::out_of_range naming the axis where there is none.
  const std::string& text(std::string_view name) const;
  /// The value as a size. Throws std::invalid_argument where it is none.
  Bytes size(std::string_view name) const;
  /// The value as a whole number. Throws std::invalid_argument where it is none.
  std::int64_t integer(std::string_view name) const;
  void set(std::string_view name, std::string value);

  const std::vector<std::pair<std::string, std::string>>& values() const { return values_; }
  /// "type=f64 working_set=4MiB"
  std::string to_string() const;
  friend bool operator==(const Axes&, const Axes&) = default;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// What an axis accepts; --set is checked against it, and its values are made canonical by it.
struct AxisDefinition {
  enum class Kind { choice, size, integer };
  std::string name;
  std::string meaning;  ///< One sentence, shown by `list`.
  Kind kind = Kind::choice;
  std::vector<std::string> choices;  ///< For Kind::choice: all values there are.
  std::int64_t integer_min = 1;
  std::int64_t integer_max = INT64_MAX;
  Bytes size_min = {1};
  Bytes size_max = {UINT64_MAX};
};

/// A whole number, from 1 to `most`.
AxisDefinition count_axis(const char* name, const char* meaning, std::int64_t most);

/// Of the axis "size", in every operation that moves messages.
inline constexpr const char* kMessageSizeMeaning =
    "One message, or the whole buffer of a collective; with convention=osu one rank's part where OSU counts "
    "that.";

/// Of the axis "transport", in every operation between devices.
inline constexpr const char* kTransportMeaning =
    "Who carries messages between devices: a vendor's library, or the job's MPI through the host's memory.";

/// The canonical text of a value of this axis ("4096KiB" -> "4MiB").
/// Throws std::invalid_argument saying what is accepted.
std::string canonical_value(const AxisDefinition& axis, std::string_view value);

}  // namespace gpubench
