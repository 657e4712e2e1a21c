/// A window of messages from the leader of a pair to its follower, answered by one element when all have
/// come.
#pragma once
#include "bench/point_to_point/pair.hpp"

namespace gpubench {

/// The answer lands in the first slot, which a leader that only sends does not use otherwise.
inline void send_window(Communicator& ranks, const PairEnd& end, Stream& stream) {
  for (std::size_t i = 0; i < kWindow; ++i)
    ranks.post_send(end.send, end.count, DataType::f32, end.peer, stream);
  ranks.wait_all(stream);
  ranks.recv(end.recv, 1, DataType::f32, end.peer, stream);
}

inline void receive_window(Communicator& ranks, const PairEnd& end, Stream& stream) {
  for (std::size_t i = 0; i < kWindow; ++i)
    ranks.post_recv(end.slot(i), end.count, DataType::f32, end.peer, stream);
  ranks.wait_all(stream);
  ranks.send(end.send, 1, DataType::f32, end.peer, stream);
}

}  // namespace gpubench
