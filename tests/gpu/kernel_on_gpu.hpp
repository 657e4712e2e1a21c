/// KernelOnGpu: a kernel of a device and its twin on the host, given the same numbers.
#pragma once
#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "bench/api/array.hpp"
#include "tests/support/gpu.hpp"

namespace gpubench::test {

class KernelOnGpu : public OnGpu {
 protected:
  /// One, a warp less and more one, no whole block, no whole anything.
  static constexpr std::size_t kSizes[] = {1, 31, 33, 1000, 1000003};

  template <class T>
  Array<T> on_device(const std::vector<T>& values) const {
    Array<T> array(*backend_, values.size());
    array.upload(values);
    return array;
  }

  /// launch(native stream), and a wait for it: what goes wrong in a kernel is thrown here.
  template <class Launch>
  void run(Launch launch) const {
    const auto stream = backend_->make_stream();
    launch(stream->native());
    stream->synchronize();
  }

  /// All of an output, with the elements after its end that nobody was to touch.
  template <class T>
  static void expect_same(const std::vector<T>& got, const std::vector<T>& want) {
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
      ASSERT_EQ(got[i], want[i]) << "element " << i << " of " << want.size();
    }
  }

  /// Integers -3 .. 3 in no order, whose sums every type holds.
  template <class T>
  static std::vector<T> integers(std::size_t count, std::size_t salt = 0) {
    std::vector<T> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = static_cast<T>(static_cast<int>((i + salt) * 2654435761U % 7919 % 7) - 3);
    }
    return values;
  }
};

}  // namespace gpubench::test
