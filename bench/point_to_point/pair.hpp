/// Pair: one point-to-point benchmark as a row of data. Ranks i and i + n/2 talk; the lower one of a pair
/// leads.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Messages in flight at once. Source: osu_bw, default of -W.
inline constexpr std::size_t kWindow = 64;

/// What one end of a pair works with: count elements a message, received into slots one after another, so
/// that no two messages in flight share a place (MPI forbids that).
struct PairEnd {
  int peer = 0;
  const float* send = nullptr;
  float* recv = nullptr;
  std::size_t count = 0;
  float* slot(std::size_t i) const { return recv + i * count; }
};

struct Pair {
  std::string name;       ///< "point_to_point/latency"
  std::string operation;  ///< One line.
  std::string message_meaning;
  Metric metric = Metric::bus_bandwidth;
  bool all_pairs = false;        ///< All ranks talk, in pairs; else the first two.
  double operations = 1;         ///< What a latency is per.
  std::size_t messages = 1;      ///< Sent one after another in each direction that sends.
  bool leader_receives = false;  ///< Into as many slots as messages; an acknowledgement is no output.
  bool follower_receives = true;
  bool both_ways = false;  ///< S counts both directions.
  std::vector<Bytes> quick, standard;
  Bytes size_max = {0};  ///< Of the thorough profile.
  /// What the leader and the follower do; each ends when all its messages have left and come.
  void (*lead)(Communicator&, const PairEnd&, Stream&) = nullptr;
  void (*follow)(Communicator&, const PairEnd&, Stream&) = nullptr;
};

Pair latency();
Pair bandwidth();
Pair bidirectional_bandwidth();
Pair multi_pair_bandwidth();

std::unique_ptr<Benchmark> make_pair_benchmark(Pair row, const std::string& backend,
                                               std::vector<std::string> transports);

}  // namespace gpubench
