#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "kernels/host/pattern.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/pattern.cuh"

namespace gpubench::kernels::cuda {
namespace {

constexpr std::size_t kPeriod = 13;

template <class T>
std::vector<T> period() {
  std::vector<T> values(kPeriod);
  std::iota(values.begin(), values.end(), T{-6});
  return values;
}

template <class T>
PatternFindings find(const std::vector<T>& data, bool on_device, simt::Order order) {
  const std::vector<T> values = period<T>();
  PatternFindings findings = kNothingFound;
  const PatternCheckArguments<T> x{data.data(), data.size(), values.data(), kPeriod, &findings, 2};
  if (on_device) {
    simt::launch(3, 64, 0, order, [&] { pattern_check_kernel(x); });
  } else {
    pattern_check(x);
  }
  return findings;
}

template <class T>
void expect_filled_and_found() {
  for (const std::size_t count : {1U, 31U, 33U, 1000U}) {
    for (const simt::Order order : simt::orders()) {
      const std::vector<T> values = period<T>();
      std::vector<T> device(count), host(count);
      const PatternFillArguments<T> fill{device.data(), count, values.data(), kPeriod};
      simt::launch(3, 64, 0, order, [&] { pattern_fill_kernel(fill); });
      pattern_fill(PatternFillArguments<T>{host.data(), count, values.data(), kPeriod, 2});
      EXPECT_EQ(device, host);
      EXPECT_EQ(host[count - 1], values[(count - 1) % kPeriod]);
      for (const bool on_device : {false, true}) {
        std::vector<T> data = host;
        const PatternFindings good = find(data, on_device, order);
        EXPECT_EQ(good.first_difference, ~0ULL);
        data[count - 1] = std::nan("");
        data[count / 2] = T{-0.0};
        const PatternFindings bad = find(data, on_device, order);
        EXPECT_EQ(bad.first_difference, count / 2) << "of " << count;
        const Digest expected = digest_of(std::span<const T>(data));
        EXPECT_EQ(bad.digest_first, expected.first);
        EXPECT_EQ(bad.digest_second, expected.second);
        EXPECT_NE(bad.digest_first, good.digest_first);
      }
    }
  }
}

TEST(Pattern, IsFilledAndEveryDifferenceFoundInF32) {
  expect_filled_and_found<float>();
}
TEST(Pattern, IsFilledAndEveryDifferenceFoundInF64) {
  expect_filled_and_found<double>();
}

}  // namespace
}  // namespace gpubench::kernels::cuda
