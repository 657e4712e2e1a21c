// fft by what is there: FFTW as the program opens its module, right after a transform and wrong before.
#include "bench/fft/fft.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "tests/support/opened_module.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

Axes point(const char* type, const char* dimensions, const char* size, const char* batch) {
  return {{"type", type}, {"dimensions", dimensions}, {"points", size}, {"batch", batch}};
}

class FftwModule : public test::OpenedModule {
 protected:
  FftwModule() : OpenedModule("fftw") {}
};

TEST_F(FftwModule, VerifyFailsBeforeAndPassesAfterATransform) {
  test::PlainBackend backend(2);
  test::PlainStream stream;
  Machine machine;
  machine.threads = 2;
  Context context{backend, machine, nullptr, 1};
  for (const Axes& axes : {point("f64", "1", "4096", "3"), point("f32", "1", "1000", "2"),
                           point("f32", "2", "60", "2"), point("f64", "3", "16", "2")}) {
    const auto trial = only().make_trial(axes, context);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
    trial->enqueue(stream);
    const Verdict first = trial->verify(1);
    EXPECT_EQ(first.correctness, Correctness::statistical) << axes.to_string() << ": " << first.detail;
    EXPECT_EQ(trial->verify(1).digest, first.digest) << "verify() leaves the output as it was";
    trial->footprint()[0][2] ^= std::byte{1};  // A low bit of the first element.
    EXPECT_GE(trial->verify(1).correctness, Correctness::bounded);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
  }
}

TEST_F(FftwModule, FactsNameTheLibraryWithoutItsFolder) {
  const std::string name = fact("fftw.library");
  EXPECT_NE(name.find(".so"), std::string::npos) << name;
  EXPECT_EQ(name.find('/'), std::string::npos) << name;
  EXPECT_FALSE(fact("fftw.version").empty());
}

enum class Fault { none, forward_only, overwrites_one, fickle, fickle_and_says_so };

/// The transform of two points: sum and difference; its inverse is the same.
class TwoPointPlan final : public FftPlan {
 public:
  TwoPointPlan(const FftShape& shape, Fault fault) : shape_(shape), fault_(fault) {}
  void enqueue(Stream&, FftDirection direction, void* in, void* out) override {
    auto* const x = static_cast<double*>(in);
    auto* const y = static_cast<double*>(out);
    if (direction == FftDirection::inverse && fault_ == Fault::forward_only) return;
    for (std::uint64_t i = 0; i < shape_.batch; ++i) {
      for (std::uint64_t part = 0; part < 2; ++part) {
        y[4 * i + part] = x[4 * i + part] + x[4 * i + 2 + part];
        y[4 * i + 2 + part] = x[4 * i + part] - x[4 * i + 2 + part];
      }
    }
    if (fault_ == Fault::overwrites_one) y[4 * shape_.batch - 1] = 0;
    const bool fickle = fault_ == Fault::fickle || fault_ == Fault::fickle_and_says_so;
    if (++calls_ == 3 && fickle) y[0] = std::nextafter(y[0], 9.0);  // timed, its inverse, once more
  }
  bool promises_identical_repeats() const override { return fault_ != Fault::fickle_and_says_so; }
  std::vector<std::pair<std::string, std::string>> facts() const override { return {}; }

 private:
  FftShape shape_;
  Fault fault_;
  int calls_ = 0;
};

Correctness verdict_with(Fault fault) {
  const auto benchmark = make_fft_benchmark(
      {.backend = "cuda", .api = "any", .make_plan = [fault](DataType, const FftShape& shape, Context&) {
         return std::make_unique<TwoPointPlan>(shape, fault);
       }});
  test::PlainBackend backend;
  test::PlainStream stream;
  Context context{backend, {}, nullptr, 1};
  const auto trial = benchmark->make_trial(point("f64", "1", "2", "100"), context);
  trial->reset();
  trial->enqueue(stream);
  return trial->verify(1).correctness;
}

TEST(Fft, ALibraryIsJudgedInBothDirections) {
  EXPECT_EQ(verdict_with(Fault::none), Correctness::statistical);
  EXPECT_EQ(verdict_with(Fault::forward_only), Correctness::wrong);
  EXPECT_EQ(verdict_with(Fault::overwrites_one), Correctness::wrong);
}

TEST(Fft, RepeatsThatDifferMatterOnlyWhereTheyWerePromisedNotTo) {
  EXPECT_EQ(verdict_with(Fault::fickle), Correctness::bounded);
  EXPECT_EQ(verdict_with(Fault::fickle_and_says_so), Correctness::statistical);
}

TEST(Fft, WorkIsTheFormulasAndPointsAreAcceptedByTheirAxes) {
  for (const char* backend : {"host", "cuda"}) {
    const auto benchmark = make_fft_benchmark({.backend = backend, .api = "any", .make_plan = nullptr});
    const Work work = benchmark->work(point("f32", "2", "8", "3"), {});
    EXPECT_EQ(work.flop.count, 3 * 5 * 64 * 6.0);
    EXPECT_EQ(work.read.count, 3U * 64 * 8);
    EXPECT_EQ(work.written.count, 3U * 64 * 8);
    for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
      for (const Axes& axes : benchmark->points(profile, {})) {
        EXPECT_FALSE(benchmark->obstacle(axes, {})) << axes.to_string();
        for (const AxisDefinition& axis : benchmark->description().axes) {
          EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name));
        }
      }
    }
    EXPECT_TRUE(benchmark->obstacle(point("f32", "3", "8192", "1"), {}));
  }
}

}  // namespace
}  // namespace gpubench
