/// NCCL's profiler plugin interface, versions 4 (NCCL 2.27) and 5 (from 2.28 on), declared here because no
/// package of NCCL ships its header: of each structure the part that is read. Source: NCCL's sources,
/// src/include/plugin/profiler/profiler_v4.h and profiler_v5.h, src/include/plugin/nccl_profiler.h.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench {

/// Kinds of events, one bit each.
inline constexpr std::uint64_t kNcclCollective = 1 << 1;
inline constexpr std::uint64_t kNcclPointToPoint = 1 << 2;

/// What an event is about. Texts are literals of the library.
struct NcclCollectiveEvent {
  std::uint64_t sequence;
  const char* function;
  const void* send;
  void* recv;
  std::size_t count;
  int root;
  const char* type;
  std::uint8_t channels;
  std::uint8_t warps;
  const char* algorithm;
  const char* protocol;
};
struct NcclPointToPointEvent {
  const char* function;
  void* buffer;
  const char* type;
  std::size_t count;
  int peer;
  std::uint8_t channels;
};

/// Kind: std::uint8_t in version 4, std::uint64_t in version 5; all else is the same.
template <class Kind>
struct NcclProfilerEvent {
  Kind kind;
  void* parent;
  int rank;
  union {
    NcclCollectiveEvent collective;
    NcclPointToPointEvent point_to_point;
  };
};
using NcclProfilerEventV4 = NcclProfilerEvent<std::uint8_t>;
using NcclProfilerEventV5 = NcclProfilerEvent<std::uint64_t>;

/// Results are ncclResult_t, of which 0 is success.
using NcclLogger = void (*)(int level, unsigned long subsystems, const char* file, int line,
                            const char* format, ...);
struct NcclProfilerV4 {
  const char* name;
  int (*init)(void** context, int* event_mask, const char* communicator_name, std::uint64_t communicator,
              int nodes, int ranks, int rank, NcclLogger logger);
  int (*start_event)(void* context, void** handle, NcclProfilerEventV4* event);
  int (*stop_event)(void* handle);
  int (*record_event_state)(void* handle, int state, void* arguments);
  int (*finalize)(void* context);
};
struct NcclProfilerV5 {
  const char* name;
  int (*init)(void** context, std::uint64_t communicator, int* event_mask, const char* communicator_name,
              int nodes, int ranks, int rank, NcclLogger logger);
  int (*start_event)(void* context, void** handle, NcclProfilerEventV5* event);
  int (*stop_event)(void* handle);
  int (*record_event_state)(void* handle, int state, void* arguments);
  int (*finalize)(void* context);
};

static_assert(sizeof(void*) == 8, "the offsets below are of 64-bit machines");
static_assert(offsetof(NcclProfilerEventV4, collective) == 24);
static_assert(offsetof(NcclProfilerEventV5, collective) == 24);
static_assert(offsetof(NcclCollectiveEvent, channels) == 56);
static_assert(offsetof(NcclCollectiveEvent, algorithm) == 64);
static_assert(offsetof(NcclCollectiveEvent, protocol) == 72);
static_assert(offsetof(NcclPointToPointEvent, channels) == 36);

}  // namespace gpubench
