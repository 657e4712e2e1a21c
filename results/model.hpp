/// The result model: what a launch and a case are once they are measured. Plain data; every reader and writer
/// speaks it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gpubench::results {

/// Row-major values, [rows, columns]; here [participant, sample].
template <class T>
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<T> values;

  T& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  const T& at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  bool empty() const { return values.empty(); }
  friend bool operator==(const Matrix&, const Matrix&) = default;
};

using Axes = std::vector<std::pair<std::string, std::string>>;
using Facts = std::vector<std::pair<std::string, std::string>>;

/// In a matrix of telemetry: no reading. A missing fact is never 0.
inline constexpr std::int64_t kAbsent = INT64_MIN;

enum class Status { measured, skipped, failed };

/// What one application does, for one participant; the definition of every derived rate.
struct Work {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_written = 0;
  double flop = 0;
  double operations = 1;            ///< What a latency is per.
  std::uint64_t message_bytes = 0;  ///< S of a collective; 0 where there is none.
  std::string message_meaning;
  double bus_factor = 0;  ///< Bus bandwidth = bus_factor * S / t.
  friend bool operator==(const Work&, const Work&) = default;
};

/// The verdict on a case's output, over all participants.
struct Verification {
  std::string correctness = "unchecked";  ///< identical, statistical, bounded, wrong, unchecked
  std::string family;
  std::uint64_t checked = 0;
  std::uint64_t total = 0;
  double eta_max = 0;
  double eta_p999 = 0;
  std::uint64_t ulp_max = 0;
  double relative_frobenius = 0;
  std::uint64_t worst_index = 0;
  std::string digest;  ///< 32 hex digits; empty where there is no output.
  std::string sha256;  ///< 64 hex digits; empty where no rank holds the whole output.
  std::string detail;
  friend bool operator==(const Verification&, const Verification&) = default;
};

/// Where a case's wall time went, seconds, on its first participant.
struct WallShares {
  double warm_up = 0;
  double timed = 0;
  double verification = 0;  ///< Inputs, poison and checks.
  double harness = 0;
  friend bool operator==(const WallShares&, const WallShares&) = default;
};

/// One benchmark at one point, measured, skipped or failed in one launch.
struct Case {
  std::string id;       ///< 16 hex digits: identity_of(*this).
  std::string name;     ///< "memory/triad"
  std::string backend;  ///< "host", "cuda"
  Axes axes;
  std::string scope;                       ///< "device", "world"
  std::vector<std::int32_t> participants;  ///< World ranks, ascending: the rows of every matrix here.
  std::uint64_t batch = 1;                 ///< Operations in a sample.
  std::uint32_t order = 0;                 ///< Place in the launch's random order.
  std::string metric;        ///< Headline: bandwidth, flop_rate, latency, bus_bandwidth, message_rate.
  std::string across_ranks;  ///< each, max, mean: how samples of several participants make one.
  std::string ceiling;       ///< Key of the ceiling this case is a share of; empty where there is none.
  bool sets_ceiling = false;
  std::string unit = "s";        ///< Of a sample after scaling.
  std::string better = "lower";  ///< lower, higher: of the samples, not of the derived rate.

  Status status = Status::skipped;
  std::string reason;       ///< Of a skip or failure; never empty for those.
  std::string stop_reason;  ///< Of a measurement: precise, samples, time, interrupted.
  Work work;
  Verification verification;
  WallShares wall;
  Facts facts;  ///< threads, instruction_set, provider ...

  Matrix<std::int64_t> samples;  ///< Nanoseconds of the whole batch.
  Matrix<std::int64_t>
      starts;  ///< Nanoseconds since the launch's epoch (the same instant on all ranks of a host).
  Matrix<std::int64_t> warm_up;  ///< Batches before the first sample, nanoseconds.
  /// Name (steal_ns, switches_involuntary, switches_voluntary, faults_minor, faults_major, clock_khz) to one
  /// value a sample.
  std::map<std::string, Matrix<std::int64_t>> disturbances;
  /// What the devices told of themselves meanwhile: "times" (nanoseconds since the launch's epoch) and the
  /// series it read then (clock_sm_mhz, power_mw, temperature_c, throttle_bits ...), [participant, reading];
  /// kAbsent where it did not answer, or a participant has fewer readings. Empty where nothing tells.
  std::map<std::string, Matrix<std::int64_t>> telemetry;

  std::string hash;  ///< SHA-256 over the contents above; content_hash(*this).
  friend bool operator==(const Case&, const Case&) = default;
};

/// One process of the launch. Private by default: host and device are digests, never names.
struct Rank {
  std::int32_t rank = 0;
  std::string host;          ///< First 12 digits of a SHA-256 of the boot id.
  std::string device;        ///< The device it would measure, likewise.
  std::string cpuset;        ///< "0-7,16-23"
  std::int32_t cpu = -1;     ///< Where it ran when asked; -1 unknown.
  std::int32_t threads = 1;  ///< Its share of the cpuset.
  friend bool operator==(const Rank&, const Rank&) = default;
};

/// One fact of the environment. A missing fact is not there; it is never 0 or "unknown".
struct Fact {
  std::string scope;  ///< image, loaded, host, device, run
  std::string key;
  std::string value;
  std::string ranks;  ///< Which ranks say so: "0-7".
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// A fact of scope run: in what ranks of the launch did not run the same; there only if they did not.
inline constexpr const char* kRanksMixed = "ranks.mixed";

/// One mpirun: the unit of replication. Cases are kept apart from it, so that files stream.
struct Launch {
  std::string ulid;
  std::string generator;  ///< "gpubench 0.1.0"
  std::string build_id;
  std::string command_line;
  std::string profile;
  std::uint64_t seed = 0;
  std::string start;        ///< ISO 8601, UTC.
  std::string end;          ///< Empty while it runs, and for ever where it died.
  bool complete = false;    ///< All planned cases are there and the end was reached.
  std::string stop_reason;  ///< finished, interrupted, died
  std::string site;         ///< As given; empty where not.
  std::string allocation;
  std::int64_t pair = -1;     ///< Of a duet; -1 where there is none.
  std::string position;       ///< "A", "B"; empty where there is none.
  std::uint32_t planned = 0;  ///< Cases the plan held.
  WallShares wall;            ///< Of the launch: four shares of its wall time.
  double wall_seconds = 0;
  std::vector<Rank> ranks;
  std::vector<Fact> environment;
  std::string hash;  ///< SHA-256 over launch and sorted case hashes.
  friend bool operator==(const Launch&, const Launch&) = default;
};

/// Whether it is known how it ran: not of what was imported. Without, its profile, seed and wall time are
/// missing and no zeros.
inline bool is_told(const Launch& launch) {
  return !launch.ranks.empty();
}

/// SHA-256 digits over name, backend, axes, scope, number of participants and batch: what makes two cases
/// comparable. A provider (OpenBLAS, cuBLAS version) is never in it: providers are what images differ in.
std::string identity_of(const Case& c);

const char* to_string(Status status);
/// Throws DataError on another word.
Status parse_status(const std::string& word);

}  // namespace gpubench::results
