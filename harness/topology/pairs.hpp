/// Pairs: point-to-point bandwidth between all pairs of ranks or devices, one pair after another.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

inline constexpr std::size_t kPairMessages = 8;

/// [from][to] in byte/s, the median over repetitions: so many messages of message_size sent at once and
/// acknowledged by one element, over the time the sender saw; or one copy. Nothing on the diagonal.
struct PairMatrix {
  std::vector<std::vector<std::optional<double>>> rates;
  std::vector<int> hosts;  ///< By end: ends on one host have one number.
  int wrong = 0;           ///< Directions whose data did not arrive as sent; they have no rate.
  Bytes message_size;
  std::size_t messages = kPairMessages;
  std::string end = "rank";            ///< What rows and columns are: or "device".
  std::vector<int> ends = {};          ///< Their numbers; empty: counted from 0.
  std::string memory = "Host memory";  ///< Between which memory, by whom.
};

/// Collective; every rank has the whole matrix. Ranks that wait for their turn sleep. host: this rank's, as a
/// digest. Throws what the communicator throws.
PairMatrix measure_pairs(World& world, Communicator& ranks, Backend& backend, const std::string& host,
                         Bytes message_size = 4_MiB);

}  // namespace gpubench
