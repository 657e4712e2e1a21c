// The trial of convolution over products that are right, wrong, fickle or transform their inputs.
#include "bench/dnn/convolution.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "bench/numerics/formats.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

enum class Fault { none, last_element_left_out, fickle, fickle_and_says_so, loses_integers, writes_inputs };

double value_of(auto value) {
  if constexpr (std::is_arithmetic_v<decltype(value)>) {
    return value;
  } else {
    return to_double(value);
  }
}

template <class T>
T make(double value) {
  if constexpr (std::is_same_v<T, F16>) {
    return to_f16(value);
  } else if constexpr (std::is_same_v<T, Bf16>) {
    return to_bf16(value);
  } else {
    return static_cast<T>(value);
  }
}

template <class T>
class SimpleProduct final : public ConvolutionProduct {
 public:
  SimpleProduct(ConvolutionPass pass, const ConvolutionShape& shape, Fault fault)
      : pass_(pass), shape_(shape), fault_(fault) {}

  void enqueue(Stream&, void* of_x, void* of_w, void* of_y) override {
    T* const x = static_cast<T*>(of_x);
    T* const w = static_cast<T*>(of_w);
    T* const y = static_cast<T*>(of_y);
    T* const output = pass_ == ConvolutionPass::forward ? y : pass_ == ConvolutionPass::backward_data ? x : w;
    const std::uint64_t count = shape_.output_count(pass_);
    for (std::uint64_t i = 0; i < count; ++i) {
      if (fault_ == Fault::last_element_left_out && i + 1 == count) break;
      double sum = 0;
      for_terms(shape_, pass_, i, [&](std::uint64_t a, std::uint64_t b, std::uint64_t c) {
        if (pass_ == ConvolutionPass::forward) sum += value_of(x[a]) * value_of(w[b]);
        if (pass_ == ConvolutionPass::backward_data) sum += value_of(w[b]) * value_of(y[c]);
        if (pass_ == ConvolutionPass::backward_filter) sum += value_of(x[a]) * value_of(y[c]);
      });
      // As a transform leaves it: off by a little of what was added.
      if (fault_ == Fault::loses_integers) sum += 0x1p-18;
      output[i] = make<T>(sum);
    }
    const bool fickle = fault_ == Fault::fickle || fault_ == Fault::fickle_and_says_so;
    if (fickle && ++calls_ == 3) reinterpret_cast<char*>(output)[0] ^= 1;
    if (fault_ == Fault::writes_inputs) (pass_ == ConvolutionPass::backward_data ? y : x)[0] = T{};
  }
  bool transforms_inputs() const override { return fault_ == Fault::loses_integers; }
  bool promises_identical_repeats() const override { return fault_ != Fault::fickle_and_says_so; }
  std::vector<std::pair<std::string, std::string>> facts() const override { return {}; }

 private:
  ConvolutionPass pass_;
  ConvolutionShape shape_;
  Fault fault_;
  int calls_ = 0;
};

ConvolutionLibrary library_with(Fault fault) {
  return {.backend = "cuda",
          .api = "any",
          .types = {"f32", "tf32", "f16", "bf16"},
          .make_product = [fault](ConvolutionType type, ConvolutionPass pass, const ConvolutionShape& shape,
                                  Context&) -> std::unique_ptr<ConvolutionProduct> {
            if (type == ConvolutionType::f16) return std::make_unique<SimpleProduct<F16>>(pass, shape, fault);
            if (type == ConvolutionType::bf16)
              return std::make_unique<SimpleProduct<Bf16>>(pass, shape, fault);
            return std::make_unique<SimpleProduct<float>>(pass, shape, fault);
          }};
}

Axes point(const char* type, const char* pass) {
  return {{"type", type}, {"pass", pass},    {"batch", "3"},  {"channels", "8"},
          {"image", "6"}, {"filters", "12"}, {"kernel", "3"}, {"stride", "1"}};
}

struct Case {
  const char* type;
  const char* pass;
};

class ConvolutionTrial : public testing::TestWithParam<Case> {
 protected:
  Verdict verdict_with(Fault fault, int applications = 1) {
    const auto benchmark = make_convolution_benchmark(library_with(fault));
    Context context{backend_, {}, nullptr, 7};
    trial_ = benchmark->make_trial(point(GetParam().type, GetParam().pass), context);
    trial_->reset();
    for (int i = 0; i < applications; ++i) trial_->enqueue(stream_);
    return trial_->verify(static_cast<std::uint64_t>(applications));
  }

  test::PlainBackend backend_;
  test::PlainStream stream_;
  std::unique_ptr<Trial> trial_;
};

TEST_P(ConvolutionTrial, IsWrongBeforeAndRightAfter) {
  EXPECT_EQ(verdict_with(Fault::none, 0).correctness, Correctness::wrong);
  const Verdict verdict = verdict_with(Fault::none);
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
  EXPECT_EQ(trial_->verify(1).digest, verdict.digest) << "verify() leaves the output as it was";
  trial_->reset();
  EXPECT_EQ(trial_->verify(0).correctness, Correctness::wrong);
}

TEST_P(ConvolutionTrial, AnElementLeftOutIsWrong) {
  EXPECT_EQ(verdict_with(Fault::last_element_left_out).correctness, Correctness::wrong);
}

TEST_P(ConvolutionTrial, RepeatsThatDifferMatterOnlyWhereTheyWerePromisedNotTo) {
  const std::pair<std::string, std::string> differs("repeat", "differs");
  EXPECT_EQ(verdict_with(Fault::fickle).correctness, Correctness::bounded);
  EXPECT_EQ(trial_->facts().back(), differs);
  EXPECT_EQ(verdict_with(Fault::fickle_and_says_so).correctness, Correctness::statistical);
  EXPECT_EQ(trial_->facts().back(), differs);
  verdict_with(Fault::none);
  EXPECT_NE(trial_->facts().back(), differs);
}

TEST_P(ConvolutionTrial, TransformedInputsAreJudgedByRoundingAlone) {
  const Verdict verdict = verdict_with(Fault::loses_integers);
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
}

TEST_P(ConvolutionTrial, InputsWrittenToAreSeenInTheNextApplication) {
  EXPECT_EQ(verdict_with(Fault::writes_inputs, 2).correctness, Correctness::wrong);
}

INSTANTIATE_TEST_SUITE_P(All, ConvolutionTrial,
                         testing::Values(Case{"f32", "forward"}, Case{"tf32", "backward_data"},
                                         Case{"f16", "forward"}, Case{"bf16", "backward_filter"},
                                         Case{"bf16", "forward"}, Case{"f16", "backward_data"}),
                         [](const auto& instance) {
                           return std::string(instance.param.type) + "_" + instance.param.pass;
                         });

TEST(Convolution, WorkIsTheFormulas) {
  const auto benchmark = make_convolution_benchmark(library_with(Fault::none));
  const Work forward = benchmark->work(point("bf16", "forward"), {});
  EXPECT_EQ(forward.read.count, 2U * (3 * 6 * 6 * 8 + 12 * 9 * 8));
  EXPECT_EQ(forward.written.count, 2U * 3 * 6 * 6 * 12);
  EXPECT_EQ(forward.flop.count, 2.0 * 3 * 6 * 6 * 12 * 8 * 9);
  EXPECT_EQ(benchmark->work(point("tf32", "backward_filter"), {}).written.count, 4U * 12 * 9 * 8);
}

TEST(Convolution, PointsAreFeasibleAndImpossibleOnesAreObstacles) {
  const auto benchmark = make_convolution_benchmark(library_with(Fault::none));
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    for (const Axes& axes : benchmark->points(profile, {})) {
      EXPECT_FALSE(benchmark->obstacle(axes, {})) << axes.to_string();
    }
  }
  Axes axes = point("f32", "forward");
  axes.set("kernel", "4");
  EXPECT_TRUE(benchmark->obstacle(axes, {}));
}

}  // namespace
}  // namespace gpubench
