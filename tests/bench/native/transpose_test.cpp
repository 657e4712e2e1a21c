#include "bench/native/transpose.hpp"

#include <gtest/gtest.h>

#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{32_KiB, 1_MiB, 16_MiB, 64_GiB, 2, 1};

template <class T>
void right(Stream&, const kernels::TransposeArguments<T>& x) {
  for (std::size_t i = 0; i < x.rows * x.columns; ++i)
    x.out[i % x.columns * x.rows + i / x.columns] = x.in[i];
}

/// Leaves the last row of the output as it was.
template <class T>
void without_last_row(Stream&, const kernels::TransposeArguments<T>& x) {
  for (std::size_t i = 0; i < x.rows * x.columns; ++i) {
    if (i % x.columns + 1 < x.columns) x.out[i % x.columns * x.rows + i / x.columns] = x.in[i];
  }
}

/// Two tiles exchanged, as by a wrong block index.
template <class T>
void with_shifted_rows(Stream&, const kernels::TransposeArguments<T>& x) {
  for (std::size_t i = 0; i < x.rows * x.columns; ++i) {
    x.out[i % x.columns * x.rows + (i / x.columns + 32) % x.rows] = x.in[i];
  }
}

template <class T>
void plain_copy(Stream&, const kernels::TransposeArguments<T>& x) {
  for (std::size_t i = 0; i < x.rows * x.columns; ++i) x.out[i] = x.in[i];
}

Verdict verdict_of(const TransposeKernels& kernels, const char* type) {
  const auto benchmark = transpose_benchmark(kernels);
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  const auto trial = benchmark->make_trial({{"type", type}, {"rows", "100"}, {"columns", "37"}}, context);
  const auto stream = backend.make_stream();
  trial->reset();
  trial->enqueue(*stream);
  return trial->verify(1);
}

TEST(TransposeBenchmark, JudgesRightAndWrongKernels) {
  for (const char* type : {"f32", "f64"}) {
    const Verdict verdict = verdict_of({"host", right<float>, right<double>}, type);
    EXPECT_EQ(verdict.correctness, Correctness::identical) << verdict.detail;
    EXPECT_EQ(verdict.checked, 3700u);
    for (const TransposeKernels& faulty :
         {TransposeKernels{"host", without_last_row<float>, without_last_row<double>},
          TransposeKernels{"host", with_shifted_rows<float>, with_shifted_rows<double>},
          TransposeKernels{"host", plain_copy<float>, plain_copy<double>}}) {
      EXPECT_EQ(verdict_of(faulty, type).correctness, Correctness::wrong);
    }
  }
  const Verdict incomplete = verdict_of({"host", without_last_row<float>, without_last_row<double>}, "f64");
  EXPECT_EQ(incomplete.worst_index, 3600u);
  EXPECT_NE(incomplete.detail.find("element 3600 is nan"), std::string::npos) << incomplete.detail;
}

TEST(TransposeBenchmark, CountsEachElementReadOnceAndWrittenOnce) {
  const auto benchmark = transpose_benchmark({"host", right<float>, right<double>});
  const Work work = benchmark->work({{"type", "f64"}, {"rows", "1000"}, {"columns", "30"}}, kMachine);
  EXPECT_EQ(work.read, 240000_B);
  EXPECT_EQ(work.written, 240000_B);
  EXPECT_EQ(work.flop.count, 0);
}

TEST(TransposeBenchmark, ColumnsThatRepeatTheInputsPeriodAreAnObstacle) {
  const auto benchmark = transpose_benchmark({"host", right<float>, right<double>});
  EXPECT_TRUE(benchmark->obstacle({{"type", "f64"}, {"rows", "8"}, {"columns", "8186"}}, kMachine));
  EXPECT_FALSE(benchmark->obstacle({{"type", "f64"}, {"rows", "8186"}, {"columns", "8"}}, kMachine));
}

TEST(TransposeBenchmark, ADeviceTakesLargerMatricesInSmallerBatches) {
  const auto host = transpose_benchmark({"host", right<float>, right<double>});
  const auto device = transpose_benchmark({"cuda", right<float>, right<double>});
  const Axes host_point = host->points(Profile::quick, kMachine).front();
  const Axes device_point = device->points(Profile::quick, kMachine).front();
  EXPECT_GT(device->work(device_point, kMachine).read, host->work(host_point, kMachine).read);
  EXPECT_LT(device->nominal_time(host_point, kMachine), host->nominal_time(host_point, kMachine));
}

}  // namespace
}  // namespace gpubench
