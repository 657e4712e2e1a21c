/// Hold: keeps a stream from going on until the host says so.
#pragma once
#include <cstdint>

namespace gpubench::kernels::cuda {

/// What host and device tell each other, in mapped page-locked host memory. A word each: both sides write
/// whole words.
struct HoldSignal {
  std::uint32_t released;   ///< The last ticket the host let go.
  std::uint32_t timed_out;  ///< The last ticket that ended by itself; 0: none has.
};

struct HoldArguments {
  HoldSignal* signal;  ///< The device's address of it.
  std::uint32_t ticket;
  std::uint64_t nanoseconds_max;
};

/// Enqueues one thread that waits until signal->released has reached the ticket (tickets count up from 1, and
/// may wrap), or until the time is over, which it then says in signal->timed_out.
/// Throws std::runtime_error where it can't be launched.
void hold(void* stream, const HoldArguments& arguments);

}  // namespace gpubench::kernels::cuda
