/// The device's trial of a stream benchmark.
#pragma once
#include <memory>

#include "bench/native/stream.hpp"
#include "bench/native/stream_row.hpp"

namespace gpubench {

std::unique_ptr<Trial> make_device_stream_trial(const StreamKernels& kernels, const StreamRow& row,
                                                const Axes& axes, Context& context);

}  // namespace gpubench
