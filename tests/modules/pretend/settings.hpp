/// What a test asks of the pretend devices, by environment variables.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace gpubench::pretend {

enum class Fault {
  none,
  open,       ///< The backend can't be made.
  lost,       ///< From the n-th operation on every call throws.
  last,       ///< The n-th operation is the last: after it every call throws.
  hung,       ///< The n-th operation never finishes on the device.
  stuck,      ///< The n-th operation never returns to the host.
  slow,       ///< Every operation takes 5 % longer.
  throttled,  ///< Telemetry tells of it.
  garbled     ///< What is copied to device 1 does not arrive as it was sent.
};

struct Settings {
  std::vector<int> visible;  ///< Which of the host's devices this rank sees.
  Fault fault = Fault::none;
  std::uint64_t at = 0;  ///< The operation that the fault hits, counted from 1.
};

/// GPUBENCH_PRETEND_VISIBLE  "0,1;2,3": what ranks see, by their place on the host, counted round; default
/// "0";
///                           empty: none
/// GPUBENCH_PRETEND_FAULT    "lost@3:40": kind, at the rank of the job, at its operation (default 1)
/// Throws std::invalid_argument.
Settings read_settings();

}  // namespace gpubench::pretend
