/// The host twins as a device's kernels, so that what drives them is tested where there is no device.
#pragma once
#include "bench/api/backend.hpp"
#include "bench/native/stream.hpp"

namespace gpubench::test {

template <class Arguments, void (*kernel)(const Arguments&)>
void run_twin(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

template <class T>
constexpr PatternKernels<T> kPatternTwins = {
    run_twin<kernels::PatternFillArguments<T>, kernels::pattern_fill>,
    run_twin<kernels::PatternCheckArguments<T>, kernels::pattern_check>};
template <class T>
constexpr TypedStreamKernels<T> kStreamTwins = {
    run_twin<kernels::StreamPassArguments<T>, kernels::stream_pass>, kPatternTwins<T>};

}  // namespace gpubench::test
