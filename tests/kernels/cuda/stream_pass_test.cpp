#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "kernels/host/stream_pass.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/stream_pass.cuh"

namespace gpubench::kernels::cuda {
namespace {

constexpr StreamOperation kOperations[] = {
    StreamOperation::copy,    StreamOperation::mul,   StreamOperation::add, StreamOperation::triad,
    StreamOperation::nstream, StreamOperation::write, StreamOperation::dot, StreamOperation::read};

/// Three arrays of small integers and room for sums; aligned to 16 bytes as every allocation is.
template <class T>
struct Arrays {
  std::vector<T> a, b, c;
  std::vector<double> sums;

  explicit Arrays(std::size_t count, std::size_t parts)
      : a(count), b(count), c(count), sums(parts, std::nan("")) {
    for (std::size_t i = 0; i < count; ++i) {
      a[i] = static_cast<T>(i % 7) - 3;
      b[i] = static_cast<T>(i % 5) - 2;
      c[i] = static_cast<T>(i % 11) - 5;
    }
  }
  StreamPassArguments<T> arguments(StreamOperation operation) {
    return {operation, a.data(), b.data(), c.data(), T{3}, a.size(), sums.data(), sums.size(), 1};
  }
};

template <class T>
void run_kernel(const StreamPassArguments<T>& x, unsigned blocks, simt::Order order) {
  with_operation(x.operation, [&]<StreamOperation operation>() {
    if constexpr (is_sum(operation)) {
      simt::launch(static_cast<unsigned>(x.parts), kStreamThreads, 0, order,
                   [&] { stream_sum_kernel<operation>(x); });
    } else {
      simt::launch(blocks, kStreamThreads, 0, order, [&] { stream_map_kernel<operation>(x); });
    }
  });
}

template <class T>
void expect_twins_agree() {
  constexpr std::size_t tile = kStreamTileBytes / sizeof(T);
  for (const std::size_t count : {std::size_t{1}, std::size_t{31}, std::size_t{33}, tile, 5 * tile + 7}) {
    for (const StreamOperation operation : kOperations) {
      for (const simt::Order order : simt::orders()) {
        Arrays<T> device(count, 3), host(count, 3);
        run_kernel(device.arguments(operation), count > tile ? 6 : 2, order);
        stream_pass(host.arguments(operation));
        EXPECT_EQ(device.a, host.a) << count << " operation " << static_cast<int>(operation);
        if (is_sum(operation)) {
          EXPECT_EQ(device.sums, host.sums) << count;
        }
      }
    }
  }
}

TEST(StreamPass, KernelAndTwinAgreeInF32) {
  expect_twins_agree<float>();
}
TEST(StreamPass, KernelAndTwinAgreeInF64) {
  expect_twins_agree<double>();
}

TEST(StreamPass, FormulasAreWhatTheyAreCalled) {
  const auto after = [](StreamOperation operation) {
    Arrays<double> arrays(10, 1);  // a[8] = -2, b[8] = 1, c[8] = 3
    stream_pass(arrays.arguments(operation));
    return is_sum(operation) ? arrays.sums[0] : arrays.a[8];
  };
  EXPECT_EQ(after(StreamOperation::copy), 1);
  EXPECT_EQ(after(StreamOperation::mul), 3);
  EXPECT_EQ(after(StreamOperation::add), 4);
  EXPECT_EQ(after(StreamOperation::triad), 10);
  EXPECT_EQ(after(StreamOperation::nstream), 8);
  EXPECT_EQ(after(StreamOperation::write), 3);
  EXPECT_EQ(after(StreamOperation::read), 0);  // -2 .. 2 twice
  EXPECT_EQ(after(StreamOperation::dot), 20);
}

TEST(StreamPass, AnElementLeftOutIsADifference) {
  Arrays<float> device(33, 1), host(33, 1);
  auto arguments = device.arguments(StreamOperation::copy);
  --arguments.count;
  run_kernel(arguments, 1, simt::Order::ascending());
  stream_pass(host.arguments(StreamOperation::copy));
  EXPECT_NE(device.a, host.a);
}

}  // namespace
}  // namespace gpubench::kernels::cuda
