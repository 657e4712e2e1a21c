#include "kernels/host/stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

namespace gpubench::kernels {
namespace {

constexpr double kScalar = 3;

double input(std::size_t i, int array) {
  return static_cast<double>((i * 7 + static_cast<std::size_t>(array)) % 5) - 2;
}

/// The operation as its formula says, one element at a time.
double expected(StreamOperation operation, double a, double b, double c) {
  switch (operation) {
    case StreamOperation::copy:
      return b;
    case StreamOperation::mul:
      return kScalar * b;
    case StreamOperation::add:
      return b + c;
    case StreamOperation::triad:
      return b + kScalar * c;
    case StreamOperation::nstream:
      return a + b + kScalar * c;
    case StreamOperation::write:
      return kScalar;
    case StreamOperation::dot:
      return b * c;
    case StreamOperation::read:
      return b;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

/// Arrays that begin `shift` elements past an aligned address, with a guard on either side of a.
template <class T>
struct Arrays {
  Arrays(std::size_t count, std::size_t shift)
      : a(count + 16 + shift, kGuard), b(a.size()), c(a.size()), begin(8 + shift) {
    for (std::size_t i = 0; i < count; ++i) {
      a[begin + i] = static_cast<T>(input(i, 0));
      b[begin + i] = static_cast<T>(input(i, 1));
      c[begin + i] = static_cast<T>(input(i, 2));
    }
  }
  static constexpr T kGuard = -77;
  std::vector<T> a, b, c;
  std::size_t begin;
};

template <class T>
void check_map(InstructionSet set, StreamOperation operation, Stores stores, std::size_t count,
               std::size_t shift, int threads, int passes) {
  Arrays<T> arrays(count, shift);
  StreamArguments<T> arguments{operation,
                               stores,
                               arrays.a.data() + arrays.begin,
                               arrays.b.data() + arrays.begin,
                               arrays.c.data() + arrays.begin,
                               static_cast<T>(kScalar),
                               count,
                               passes,
                               threads,
                               nullptr};
  stream(set, arguments);
  SCOPED_TRACE(testing::Message() << to_string(set) << " operation " << static_cast<int>(operation)
                                  << " count " << count << " shift " << shift << " threads " << threads);
  for (std::size_t i = 0; i < count; ++i) {
    double want = input(i, 0);
    for (int pass = 0; pass < passes; ++pass) want = expected(operation, want, input(i, 1), input(i, 2));
    ASSERT_EQ(static_cast<double>(arrays.a[arrays.begin + i]), want) << "element " << i;
  }
  for (std::size_t i = 0; i < arrays.begin; ++i) ASSERT_EQ(arrays.a[i], Arrays<T>::kGuard);
  for (std::size_t i = arrays.begin + count; i < arrays.a.size(); ++i)
    ASSERT_EQ(arrays.a[i], Arrays<T>::kGuard);
}

template <class T>
void check_sum(InstructionSet set, StreamOperation operation, std::size_t count, int threads) {
  Arrays<T> arrays(count, 1);
  std::vector<double> sums(static_cast<std::size_t>(threads) * kSumStride, 0);
  StreamArguments<T> arguments{operation,
                               Stores::ordinary,
                               nullptr,
                               arrays.b.data() + arrays.begin,
                               arrays.c.data() + arrays.begin,
                               static_cast<T>(kScalar),
                               count,
                               2,
                               threads,
                               sums.data()};
  stream(set, arguments);
  double want = 0;
  for (std::size_t i = 0; i < count; ++i) want += expected(operation, 0, input(i, 1), input(i, 2));
  double got = 0;
  for (int t = 0; t < threads; ++t) got += sums[static_cast<std::size_t>(t) * kSumStride];
  EXPECT_EQ(got, want) << to_string(set) << " operation " << static_cast<int>(operation) << " count "
                       << count;
}

// One element, one vector of each width and its neighbours, one unrolled step, and many with a ragged end.
const std::vector<std::size_t> kCounts = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 129, 1003};

class StreamOnEachSet : public testing::TestWithParam<InstructionSet> {};

TEST_P(StreamOnEachSet, MapsMatchTheFormulaAtEverySizeAndAlignment) {
  for (const auto operation : {StreamOperation::copy, StreamOperation::mul, StreamOperation::add,
                               StreamOperation::triad, StreamOperation::nstream, StreamOperation::write}) {
    for (const std::size_t count : kCounts) {
      for (const Stores stores : {Stores::ordinary, Stores::nontemporal}) {
        for (const std::size_t shift : {0u, 1u, 3u}) {
          for (const int threads : {1, 2}) {
            check_map<float>(GetParam(), operation, stores, count, shift, threads, 1);
            check_map<double>(GetParam(), operation, stores, count, shift, threads, 1);
          }
        }
      }
    }
  }
}

TEST_P(StreamOnEachSet, EveryPassIsDone) {
  check_map<float>(GetParam(), StreamOperation::nstream, Stores::ordinary, 1003, 1, 2, 5);
  check_map<double>(GetParam(), StreamOperation::nstream, Stores::nontemporal, 1003, 1, 2, 5);
}

TEST_P(StreamOnEachSet, SumsAreExact) {
  for (const auto operation : {StreamOperation::dot, StreamOperation::read}) {
    for (const std::size_t count :
         {std::size_t{1}, std::size_t{15}, std::size_t{17}, std::size_t{1003}, std::size_t{200003}}) {
      for (const int threads : {1, 2}) {
        check_sum<float>(GetParam(), operation, count, threads);
        check_sum<double>(GetParam(), operation, count, threads);
      }
    }
  }
}

TEST_P(StreamOnEachSet, FloatSumsStayExactWherePlainFloatSumsDoNot) {
  const std::size_t count = 20'000'003;  // 3 * count > 2^24: a single f32 accumulator would round.
  const std::vector<float> b(count, 3);
  double sum = 0;
  StreamArguments<float> arguments;
  arguments = {StreamOperation::read, Stores::ordinary, nullptr, b.data(), nullptr, 0, count, 1, 1, &sum};
  stream(GetParam(), arguments);
  EXPECT_EQ(sum, 3.0 * static_cast<double>(count));
}

INSTANTIATE_TEST_SUITE_P(Host, StreamOnEachSet, testing::ValuesIn(instruction_sets()),
                         [](const auto& set) { return to_string(set.param); });

}  // namespace
}  // namespace gpubench::kernels
