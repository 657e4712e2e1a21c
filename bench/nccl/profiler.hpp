/// What this process is to NCCL: a profiler plugin that takes note of what each operation is done with.
#pragma once
#include "bench/nccl/choices.hpp"

namespace gpubench {

/// Of all communicators of this process, since NCCL knows one plugin a process. The module exports it by
/// NCCL's names, ncclProfiler_v4 and ncclProfiler_v5. Costs each operation some tens of nanoseconds on the
/// host, none on the device: of the events it asks for the kernel knows nothing.
NcclChoices& nccl_choices();

}  // namespace gpubench
