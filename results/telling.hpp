/// Telling: what people are told of the time that a case's samples hold.
#pragma once
#include <string>

#include "results/model.hpp"

namespace gpubench::results {

struct Telling {
  double operations = 1;  ///< A time is told for one of so many in an application.
  double amount = 0;      ///< Of a rate: done in an application, in the unit's times second; 0: it is a time.
  std::string unit = "s";  ///< "GB/s", "Gflop/s", "1/s" where it is a rate.

  bool is_rate() const { return amount > 0; }
  /// In unit; seconds of an application, above 0.
  double value(double seconds) const { return is_rate() ? amount / seconds : seconds / operations; }
};

/// A rate where nothing else was ever known: of an imported rate the samples hold seconds that nobody timed,
/// those of a GB, a Gflop, an item. Else a time, of a latency for one of Work::operations.
Telling telling_of(const Case& c);

/// Whether another program measured it: then its batch, work and nanoseconds are but how its figures are
/// kept.
bool is_imported(const Case& c);

/// What the headline rate counts in one application: bytes, flop, messages; 0 of a latency.
double amount_of(const Case& c);
/// "GB/s", "Gflop/s", "1/s"; of a latency "ns".
const char* rate_unit_of(const Case& c);

}  // namespace gpubench::results
