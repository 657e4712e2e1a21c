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

/// Sums in f32, rounded once.
template <class T, Fault fault>
void naive_narrow(Stream&, const kernels::GemmArguments<T>& x) {
  const std::size_t depth = fault == Fault::last_block_dropped ? x.k - 16 : x.k;
  for (std::size_t i = 0; i < x.m; ++i) {
    for (std::size_t j = 0; j < x.n; ++j) {
      float sum = 0;
      for (std::size_t l = 0; l < depth; ++l) {
        sum += static_cast<float>(to_double(x.a[i * x.k + l]) * to_double(x.b[l * x.n + j]));
        if (fault == Fault::low_precision)
          sum = static_cast<float>(round_to(kBf16, static_cast<double>(sum)));
      }
      if constexpr (std::is_same_v<T, F16>) {
        x.c[i * x.n + j] = to_f16(static_cast<double>(sum));
      } else {
        x.c[i * x.n + j] = to_bf16(static_cast<double>(sum));
      }
    }
  }
  if (fault == Fault::unsampled_element) x.c[7] = T{};
}

template <Fault fault>
GemmKernels tensor_kernels() {
  return {"cuda", naive<float, fault>, naive<double, fault>, naive_narrow<F16, fault>,
          naive_narrow<Bf16, fault>};
}

template <Fault fault>
Verdict narrow_verdict_of(const char* type) {
  const auto benchmark = gemm_native_benchmark(tensor_kernels<fault>());
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  const auto trial = benchmark->make_trial(
      {{"type", type}, {"path", "wmma"}, {"m", "96"}, {"n", "80"}, {"k", "130"}}, context);
  const auto stream = backend.make_stream();
  trial->reset();
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "before it has run";
  trial->reset();
  trial->enqueue(*stream);
  return trial->verify(1);
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

TEST(GemmNativeBenchmark, JudgesNarrowTypesWithSumsInF32) {
  for (const char* type : {"f16", "bf16"}) {
    const Verdict right = narrow_verdict_of<Fault::none>(type);
    EXPECT_EQ(right.correctness, Correctness::statistical) << right.detail;
    EXPECT_EQ(right.total, 96u * 80u);
    EXPECT_EQ(narrow_verdict_of<Fault::last_block_dropped>(type).correctness, Correctness::wrong) << type;
    EXPECT_EQ(narrow_verdict_of<Fault::unsampled_element>(type).correctness, Correctness::wrong) << type;
    EXPECT_GT(narrow_verdict_of<Fault::low_precision>(type).eta_max, 1) << "sums in bf16";
  }
}

TEST(GemmNativeBenchmark, EachTypeHasOnePath) {
  const auto benchmark = gemm_native_benchmark(tensor_kernels<Fault::none>());
  const auto refused = [&](const char* type, const char* path) {
    const Axes axes{{"type", type}, {"path", path}, {"m", "64"}, {"n", "64"}, {"k", "64"}};
    return benchmark->obstacle(axes, kMachine).has_value();
  };
  for (const char* type : {"f64", "f32"}) {
    EXPECT_FALSE(refused(type, "vector"));
    EXPECT_TRUE(refused(type, "wmma"));
  }
  for (const char* type : {"f16", "bf16"}) {
    EXPECT_FALSE(refused(type, "wmma"));
    EXPECT_TRUE(refused(type, "vector"));
  }
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    for (const Axes& axes : benchmark->points(profile, kMachine)) {
      EXPECT_FALSE(benchmark->obstacle(axes, kMachine)) << axes.to_string();
    }
  }
}

TEST(GemmNativeBenchmark, WithoutTensorUnitsThereIsNoPath) {
  const auto benchmark =
      gemm_native_benchmark({"host", naive<float, Fault::none>, naive<double, Fault::none>});
  for (const Axes& axes : benchmark->points(Profile::thorough, kMachine)) {
    EXPECT_FALSE(axes.has("path"));
    EXPECT_FALSE(benchmark->obstacle(axes, kMachine));
  }
  EXPECT_EQ(benchmark->description().axes.size(), 4U);
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
