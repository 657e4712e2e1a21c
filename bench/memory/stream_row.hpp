/// The host's trial of a stream benchmark.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/native/stream_row.hpp"

namespace gpubench {

/// How often one application goes over its arrays: up to 4 MiB in all, so that small sets do not time fork
/// and join; once where cold.
int stream_passes(const Axes& axes);

std::unique_ptr<Trial> make_stream_trial(const StreamRow& row, const Axes& axes, Context& context);

}  // namespace gpubench
