#include "bench/api/benchmark.hpp"

#include <algorithm>
#include <iterator>

namespace gpubench {
namespace {

// One participant's round figures of a current host. They choose a batch size and nothing else; changing them
// would give every case another identity.
constexpr double kBytesPerSecond = 50e9;
constexpr double kFlopPerSecond = 50e9;
constexpr double kSecondsPerOperation = 1e-6;

}  // namespace

Seconds Benchmark::nominal_time(const Axes& axes, const Machine& machine) const {
  Machine single = machine;
  single.threads = 1;
  const Work done = work(axes, single);
  const double memory = static_cast<double>((done.read + done.written).count) / kBytesPerSecond;
  const double arithmetic = done.flop.count / kFlopPerSecond;
  const double operations = done.operations * kSecondsPerOperation;
  return Seconds(std::max({memory, arithmetic, operations}));
}

AcrossRanks Benchmark::across_ranks(const Axes&) const {
  return description().scope == Scope::world ? AcrossRanks::max : AcrossRanks::each;
}

const char* to_string(Scope scope) {
  switch (scope) {
    case Scope::device:
      return "device";
    case Scope::world:
      return "world";
  }
  return "unknown";
}

const char* to_string(Profile profile) {
  switch (profile) {
    case Profile::quick:
      return "quick";
    case Profile::standard:
      return "standard";
    case Profile::thorough:
      return "thorough";
  }
  return "unknown";
}

const char* to_string(AcrossRanks across) {
  switch (across) {
    case AcrossRanks::each:
      return "each";
    case AcrossRanks::max:
      return "max";
    case AcrossRanks::mean:
      return "mean";
  }
  return "unknown";
}

void append(BenchmarkList& list, BenchmarkList more) {
  std::ranges::move(more, std::back_inserter(list));
}

}  // namespace gpubench
