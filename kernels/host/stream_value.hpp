/// What one pass of a stream operation makes of a place; the same words on hosts and devices.
#pragma once
#include "kernels/host/mix.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench::kernels {

/// The new a[i], or the term of a sum.
template <StreamOperation operation, class T>
GPUBENCH_HOST_DEVICE inline T stream_value(T a, T b, T c, T scalar) {
  if constexpr (operation == StreamOperation::copy || operation == StreamOperation::read) {
    return b;
  } else if constexpr (operation == StreamOperation::mul) {
    return scalar * b;
  } else if constexpr (operation == StreamOperation::add) {
    return b + c;
  } else if constexpr (operation == StreamOperation::triad) {
    return b + scalar * c;
  } else if constexpr (operation == StreamOperation::nstream) {
    return a + (b + scalar * c);
  } else if constexpr (operation == StreamOperation::dot) {
    return b * c;
  } else {
    return scalar;
  }
}

GPUBENCH_HOST_DEVICE constexpr bool reads_a(StreamOperation operation) {
  return operation == StreamOperation::nstream;
}
GPUBENCH_HOST_DEVICE constexpr bool reads_b(StreamOperation operation) {
  return operation != StreamOperation::write;
}
GPUBENCH_HOST_DEVICE constexpr bool reads_c(StreamOperation operation) {
  return operation == StreamOperation::add || operation == StreamOperation::triad ||
         operation == StreamOperation::nstream || operation == StreamOperation::dot;
}
GPUBENCH_HOST_DEVICE constexpr bool is_sum(StreamOperation operation) {
  return operation == StreamOperation::dot || operation == StreamOperation::read;
}

/// Calls call.template operator()<operation>() for an operation known at run time.
template <class Call>
void with_operation(StreamOperation operation, const Call& call) {
  switch (operation) {
    case StreamOperation::copy:
      return call.template operator()<StreamOperation::copy>();
    case StreamOperation::mul:
      return call.template operator()<StreamOperation::mul>();
    case StreamOperation::add:
      return call.template operator()<StreamOperation::add>();
    case StreamOperation::triad:
      return call.template operator()<StreamOperation::triad>();
    case StreamOperation::nstream:
      return call.template operator()<StreamOperation::nstream>();
    case StreamOperation::write:
      return call.template operator()<StreamOperation::write>();
    case StreamOperation::dot:
      return call.template operator()<StreamOperation::dot>();
    case StreamOperation::read:
      return call.template operator()<StreamOperation::read>();
  }
}

}  // namespace gpubench::kernels
