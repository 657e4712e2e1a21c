/// Pairs: point-to-point bandwidth between all pairs of ranks, one pair after another.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

/// [from][to] in byte/s, the median over repetitions: kPairMessages messages of message_size sent at once
/// and acknowledged by one element, over the time the sender saw. Nothing on the diagonal.
struct PairMatrix {
  std::vector<std::vector<std::optional<double>>> rates;
  std::vector<int> hosts;  ///< By rank: ranks of one host have one number.
  int wrong = 0;           ///< Directions whose data did not arrive as sent; they have no rate.
  Bytes message_size;
};

inline constexpr std::size_t kPairMessages = 8;

/// Collective; every rank has the whole matrix. Ranks that wait for their turn sleep. host: this rank's, as a
/// digest. Throws what the communicator throws.
PairMatrix measure_pairs(World& world, Communicator& ranks, Backend& backend, const std::string& host,
                         Bytes message_size = 4_MiB);

}  // namespace gpubench
