// The trial of gemm over products that are right, wrong, transposed or fickle, in memory the program can't
// read.
#include "bench/libraries/gemm_trial.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "bench/libraries/gemm.hpp"
#include "bench/numerics/formats.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr GemmShape kShape{24, 32, 64, 3};

/// Memory only for upload() and download(), as a device's.
class OpaqueBackend final : public Backend {
 public:
  std::unique_ptr<Memory> allocate(Bytes size) override { return plain_.allocate(size); }
  std::unique_ptr<Stream> make_stream() override { return plain_.make_stream(); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return Nanoseconds{30}; }
  int threads() const override { return 1; }
  bool host_accessible() const override { return false; }

 private:
  test::PlainBackend plain_;
};

double value_of(auto value) {
  if constexpr (std::is_arithmetic_v<decltype(value)>) {
    return value;
  } else {
    return to_double(value);
  }
}

template <class Out>
Out make(double value) {
  if constexpr (std::is_same_v<Out, F16>) {
    return to_f16(value);
  } else if constexpr (std::is_same_v<Out, Bf16>) {
    return to_bf16(value);
  } else {
    return static_cast<Out>(value);
  }
}

enum class Fault { none, reads_b_row_major, last_of_batch_left_out, fickle, fickle_and_says_so, writes_a };

template <class In, class Out>
class SimpleProduct final : public GemmProduct {
 public:
  SimpleProduct(bool transposed, Fault fault) : transposed_(transposed), fault_(fault) {}

  void enqueue(Stream&, const void* a, const void* b, void* c) override {
    auto* const left = static_cast<const In*>(a);
    auto* const right = static_cast<const In*>(b);
    const auto [m, n, k, batch] = kShape;
    const std::uint64_t done = fault_ == Fault::last_of_batch_left_out ? batch - 1 : batch;
    const bool by_column = transposed_ && fault_ != Fault::reads_b_row_major;
    for (std::uint64_t i = 0; i < done * m; ++i) {
      const In* const item = right + i / m * k * n;
      for (std::uint64_t j = 0; j < n; ++j) {
        double sum = 0;
        for (std::uint64_t l = 0; l < k; ++l) {
          sum += value_of(left[i * k + l]) * value_of(by_column ? item[j * k + l] : item[l * n + j]);
        }
        static_cast<Out*>(c)[i * n + j] = make<Out>(sum);
      }
    }
    const bool fickle = fault_ == Fault::fickle || fault_ == Fault::fickle_and_says_so;
    if (fickle && ++calls_ == 3) static_cast<char*>(c)[0] ^= 1;
    if (fault_ == Fault::writes_a) *const_cast<In*>(left) = In{};
  }
  bool takes_transposed_b() const override { return transposed_; }
  bool promises_identical_repeats() const override { return fault_ != Fault::fickle_and_says_so; }

 private:
  bool transposed_;
  Fault fault_;
  int calls_ = 0;
};

std::unique_ptr<GemmProduct> product_of(GemmType type, bool transposed, Fault fault) {
  switch (type) {
    case GemmType::f64:
      return std::make_unique<SimpleProduct<double, double>>(transposed, fault);
    case GemmType::f32:
      return std::make_unique<SimpleProduct<float, float>>(transposed, fault);
    case GemmType::tf32:
      return std::make_unique<SimpleProduct<Tf32, float>>(transposed, fault);
    case GemmType::f16:
      return std::make_unique<SimpleProduct<F16, F16>>(transposed, fault);
    case GemmType::bf16:
      return std::make_unique<SimpleProduct<Bf16, Bf16>>(transposed, fault);
    case GemmType::e4m3:
      return std::make_unique<SimpleProduct<E4m3, Bf16>>(transposed, fault);
    case GemmType::s8:
      break;
  }
  return std::make_unique<SimpleProduct<std::int8_t, std::int32_t>>(transposed, fault);
}

struct Case {
  GemmType type;
  bool transposed;
};

class GemmTrialOf : public testing::TestWithParam<Case> {
 protected:
  std::unique_ptr<Trial> trial_with(Fault fault, Backend& backend) {
    Context context{backend, {}, nullptr, 7};
    return make_gemm_trial(GetParam().type, kShape, product_of(GetParam().type, GetParam().transposed, fault),
                           context);
  }
  Correctness verdict_with(Fault fault, Backend& backend) {
    const auto trial = trial_with(fault, backend);
    trial->reset();
    trial->enqueue(stream_);
    return trial->verify(1).correctness;
  }
  Correctness right() const {
    return GetParam().type == GemmType::s8 ? Correctness::identical : Correctness::statistical;
  }

  OpaqueBackend device_;
  test::PlainBackend host_;
  test::PlainStream stream_;
};

TEST_P(GemmTrialOf, IsWrongBeforeAndRightAfterAProductInEitherMemory) {
  for (Backend* backend : {static_cast<Backend*>(&device_), static_cast<Backend*>(&host_)}) {
    const auto trial = trial_with(Fault::none, *backend);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
    trial->enqueue(stream_);
    const Verdict verdict = trial->verify(1);
    EXPECT_EQ(verdict.correctness, right()) << verdict.detail;
    EXPECT_EQ(trial->verify(1).digest, verdict.digest) << "verify() leaves the output as it was";
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
  }
}

TEST_P(GemmTrialOf, OutputIsTheSameInEitherMemory) {
  std::vector<std::string> sums;
  for (Backend* backend : {static_cast<Backend*>(&device_), static_cast<Backend*>(&host_)}) {
    const auto trial = trial_with(Fault::none, *backend);
    trial->reset();
    trial->enqueue(stream_);
    sums.push_back(trial->verify(1).sha256);
  }
  EXPECT_EQ(sums[0], sums[1]);
}

TEST_P(GemmTrialOf, MissingProductOfTheBatchIsWrong) {
  EXPECT_EQ(verdict_with(Fault::last_of_batch_left_out, device_), Correctness::wrong);
}

TEST_P(GemmTrialOf, BReadTheWrongWayRoundIsWrong) {
  Context context{device_, {}, nullptr, 7};
  const auto trial = make_gemm_trial(GetParam().type, kShape,
                                     product_of(GetParam().type, true, Fault::reads_b_row_major), context);
  trial->reset();
  trial->enqueue(stream_);
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
}

TEST_P(GemmTrialOf, RepeatWithOtherBitsIsNotedAndMattersWhereItWasPromisedNotTo) {
  const std::pair<std::string, std::string> differs("repeat", "differs");
  for (const Fault fault : {Fault::fickle, Fault::fickle_and_says_so}) {
    const auto trial = trial_with(fault, device_);
    trial->reset();
    trial->enqueue(stream_);
    EXPECT_EQ(trial->verify(1).correctness, fault == Fault::fickle ? Correctness::bounded : right());
    EXPECT_EQ(trial->facts().back(), differs);
  }
}

TEST_P(GemmTrialOf, InputsWrittenToAreSeenInTheNextApplication) {
  const auto trial = trial_with(Fault::writes_a, device_);
  trial->reset();
  trial->enqueue(stream_);
  trial->enqueue(stream_);
  EXPECT_EQ(trial->verify(2).correctness, Correctness::wrong);
}

INSTANTIATE_TEST_SUITE_P(All, GemmTrialOf,
                         testing::Values(Case{GemmType::f64, false}, Case{GemmType::f32, true},
                                         Case{GemmType::tf32, false}, Case{GemmType::f16, false},
                                         Case{GemmType::bf16, false}, Case{GemmType::e4m3, true},
                                         Case{GemmType::s8, true}),
                         [](const auto& instance) { return to_string(instance.param.type); });

TEST(GemmBenchmark, DevicePointsAreAcceptedByTheirAxesAndHostsKeepTheirIdentity) {
  const auto device = make_gemm_benchmark({.backend = "cuda",
                                           .api = "any",
                                           .library = "any",
                                           .types = {"f64", "f32", "tf32", "f16", "bf16", "e4m3", "s8"},
                                           .batched = true,
                                           .points = device_gemm_points,
                                           .make_product = [](GemmType type, const GemmShape&, Context&) {
                                             return product_of(type, false, Fault::none);
                                           }});
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    for (const Axes& axes : device->points(profile, {})) {
      ASSERT_EQ(axes.values().size(), device->description().axes.size());
      for (const AxisDefinition& axis : device->description().axes) {
        EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name));
      }
    }
  }
  const auto host = make_gemm_benchmark({.backend = "host",
                                         .api = "cblas",
                                         .library = "cblas",
                                         .types = {"f64", "f32"},
                                         .points = host_gemm_points,
                                         .make_product = nullptr});
  EXPECT_EQ(host->points(Profile::quick, {}).front().to_string(),
            "type=f64 m=1024 n=1024 k=1024 cache=hot library=cblas");
  EXPECT_EQ(device->points(Profile::quick, {}).back().to_string(),
            "type=bf16 m=1024 n=1024 k=1024 batch=1 cache=hot library=any");
}

TEST(GemmBenchmark, WorkCountsEachTypesBytesAndTheWholeBatch) {
  const auto benchmark =
      make_gemm_benchmark({.backend = "cuda",
                           .api = "any",
                           .library = "any",
                           .types = {"e4m3", "s8", "tf32"},
                           .batched = true,
                           .points = device_gemm_points,
                           .workspace = [](GemmType type) { return type == GemmType::e4m3 ? 100_B : 10_B; },
                           .make_product = nullptr});
  Axes axes{{"type", "e4m3"}, {"m", "3"}, {"n", "5"}, {"k", "7"}, {"batch", "2"}, {"cache", "hot"}};
  EXPECT_EQ(benchmark->work(axes, {}).read.count, 2U * (3 * 7 + 7 * 5));
  EXPECT_EQ(benchmark->work(axes, {}).written.count, 2U * 2 * 3 * 5);
  EXPECT_EQ(benchmark->work(axes, {}).flop.count, 2.0 * 2 * 3 * 5 * 7);
  EXPECT_EQ(benchmark->memory_needed(axes, {}).count, 2U * (3 * 7 + 7 * 5) + 2U * 2 * 3 * 5 + 100U);
  axes.set("type", "s8");
  EXPECT_EQ(benchmark->work(axes, {}).written.count, 4U * 2 * 3 * 5);
  axes.set("type", "tf32");
  EXPECT_EQ(benchmark->work(axes, {}).read.count, 4U * 2 * (3 * 7 + 7 * 5));
  EXPECT_EQ(benchmark->memory_needed(axes, {}).count, 4U * 2 * (3 * 7 + 7 * 5 + 3 * 5) + 10U);
}

}  // namespace
}  // namespace gpubench
