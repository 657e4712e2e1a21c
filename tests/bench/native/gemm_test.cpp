#include "bench/native/gemm.hpp"

#include <gtest/gtest.h>

#include "bench/numerics/formats.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{32_KiB, 1_MiB, 16_MiB, 64_GiB, 2, 1};

enum class Fault { none, last_block_dropped, low_precision, unsampled_element, changes };

/// The definition in the type's own arithmetic, and with a fault.
template <class T, Fault fault>
void naive(Stream&, const kernels::GemmArguments<T>& x) {
  const std::size_t depth = fault == Fault::last_block_dropped ? x.k - 16 : x.k;
  const auto low = [](T value) {
    return fault == Fault::low_precision ? static_cast<T>(round_to(kBf16, value)) : value;
  };
  for (std::size_t i = 0; i < x.m; ++i) {
    for (std::size_t j = 0; j < x.n; ++j) {
      T sum = 0;
      for (std::size_t l = 0; l < depth; ++l) sum += low(x.a[i * x.k + l]) * low(x.b[l * x.n + j]);
      x.c[i * x.n + j] = sum;
    }
  }
  if (fault == Fault::unsampled_element) x.c[7] = 0;
  static int calls = 0;
  if (fault == Fault::changes) x.c[0] += static_cast<T>(++calls) * x.c[0] * static_cast<T>(1e-7);
}

template <Fault fault>
Verdict verdict_of(const char* type) {
  const auto benchmark = gemm_native_benchmark({"host", naive<float, fault>, naive<double, fault>});
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  const auto trial = benchmark->make_trial({{"type", type}, {"m", "96"}, {"n", "80"}, {"k", "130"}}, context);
  const auto stream = backend.make_stream();
  trial->reset();
  trial->enqueue(*stream);
  return trial->verify(1);
}

TEST(GemmNativeBenchmark, JudgesRightAndWrongKernels) {
  for (const char* type : {"f32", "f64"}) {
    const Verdict right = verdict_of<Fault::none>(type);
    EXPECT_EQ(right.correctness, Correctness::statistical) << right.detail;
    EXPECT_EQ(right.total, 96u * 80u);
    EXPECT_EQ(verdict_of<Fault::last_block_dropped>(type).correctness, Correctness::wrong);
    EXPECT_EQ(verdict_of<Fault::unsampled_element>(type).correctness, Correctness::wrong);
  }
  EXPECT_EQ(verdict_of<Fault::low_precision>("f64").correctness, Correctness::wrong);
  EXPECT_GT(verdict_of<Fault::low_precision>("f32").eta_max, 1);
}

TEST(GemmNativeBenchmark, OtherBitsOfTheSameProductAreWrong) {
  const Verdict verdict = verdict_of<Fault::changes>("f32");
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_FALSE(verdict.detail.empty());
}

TEST(GemmNativeBenchmark, CountsTwoFlopAProductAndEachMatrixOnce) {
  const auto benchmark =
      gemm_native_benchmark({"cuda", naive<float, Fault::none>, naive<double, Fault::none>});
  const Work work = benchmark->work({{"type", "f64"}, {"m", "10"}, {"n", "20"}, {"k", "30"}}, kMachine);
  EXPECT_EQ(work.read.count, 8u * (300 + 600));
  EXPECT_EQ(work.written.count, 8u * 200);
  EXPECT_EQ(work.flop.count, 12000);
}

}  // namespace
}  // namespace gpubench
