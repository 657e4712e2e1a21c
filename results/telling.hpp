/// Telling: what people are told of the times that a case's samples hold.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

/// The samples of an imported rate hold seconds that nobody timed: of a GB, a Gflop, an item.
struct Telling {
  bool rate = false;
  double done = 1;         ///< In an application: of a rate what its unit counts, else operations.
  std::string unit = "s";  ///< "GB/s", "Gflop/s", "1/s" where it is a rate.

  /// Of an application that takes so many seconds.
  double value(double seconds) const { return rate ? done / seconds : seconds / done; }
  bool operator==(const Telling&) const = default;
};

/// A rate where nothing else was ever known; else a time, of a latency for one of Work::operations.
Telling telling_of(const Case& c);
/// Nothing of a rate whose output is wrong, as of every case's rate, and where it is no figure.
std::optional<double> told_value(const Case& c, double seconds);
/// What told_value() has of each.
std::vector<double> told_values(const Case& c, const std::vector<double>& seconds);

/// Measured by another program: its batch, work and nanoseconds are but how its figures are kept.
bool is_imported(const Case& c);

/// What the headline rate counts in one application, in what rate_unit_of() counts; 0 of a latency.
double rate_amount(const Case& c);
/// "GB/s", "Gflop/s", "1/s"; of a latency "ns".
const char* rate_unit_of(const Case& c);

}  // namespace gpubench::results
