/// Collective: one collective operation as a row of data. What a rank sends, what it must receive, and how it
/// is called.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "bench/api/communicator.hpp"

namespace gpubench {

/// A rank among those that take part in a collective.
struct Member {
  int rank = 0;
  int size = 1;
};

/// One call, as every collective takes it. count is elements of a block: of the whole buffer where the
/// operation does not cut it, of one rank's part where it does.
struct CollectiveCall {
  void* send = nullptr;
  void* recv = nullptr;
  std::size_t count = 0;
  DataType type = DataType::f32;
  Reduction reduction = Reduction::sum;
};

/// Rooted operations use the first rank.
inline constexpr int kRoot = 0;
/// In Source: the block is reduced over the inputs of all ranks.
inline constexpr int kAllRanks = -1;

/// Where a received block comes from: whose input, and which of its blocks.
struct Source {
  int rank = kAllRanks;
  int block = 0;
};

/// Every function is total: it answers for any place, with 0 blocks where a rank sends or receives nothing.
struct Collective {
  std::string name;       ///< "collectives/all_reduce"
  std::string operation;  ///< One line with formula.
  bool reduces = false;
  bool parts = false;           ///< Size S is cut into one part a rank; else each rank has a buffer of S.
  bool osu_per_rank = false;    ///< OSU's size is one part, not the whole.
  bool replicated = false;      ///< All ranks receive the same.
  bool main = false;            ///< Measured at more sizes in the standard profile.
  std::string message_meaning;  ///< What S counts.
  double (*bus_factor)(int size) = nullptr;
  int (*send_blocks)(Member) = nullptr;
  int (*recv_blocks)(Member) = nullptr;
  /// Source of a received block; asked only for blocks below recv_blocks().
  Source (*source)(Member, int block) = nullptr;
  /// The received block that holds the rank's own input, in operations that can run (or always run) in place.
  std::optional<int> (*own_block)(Member) = nullptr;
  bool always_in_place = false;  ///< Has one buffer only: broadcast.
  void (*call)(Communicator&, const CollectiveCall&, Stream&) = nullptr;
};

}  // namespace gpubench
