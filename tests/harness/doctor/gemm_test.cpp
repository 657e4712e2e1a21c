#include "harness/doctor/gemm.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <thread>

#include "tests/support/plain_backend.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

/// Takes its time, but for the first product: were that one counted, it would be the least.
class SlowProduct final : public Trial {
 public:
  SlowProduct(Seconds time, bool right) : time_(time), right_(right) {}
  void reset() override { products_ = 0; }
  void enqueue(Stream&) override { std::this_thread::sleep_for(products_++ == 0 ? Seconds(0) : time_); }
  Verdict verify(std::uint64_t applications) override {
    Verdict verdict;
    verdict.correctness = right_ && applications == products_ ? Correctness::bounded : Correctness::wrong;
    verdict.detail = "element 7";
    return verdict;
  }

 private:
  Seconds time_;
  bool right_;
  std::uint64_t products_ = 0;
};

class SlowGemm final : public Benchmark {
 public:
  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return points_; }
  Work work(const Axes&, const Machine&) const override { return {}; }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {}; }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context&) const override {
    asked_ = axes;
    return std::make_unique<SlowProduct>(Seconds(0.005), right_);
  }

  Description description_;
  std::vector<Axes> points_ = {{{"type", "f64"}, {"m", "64"}, {"n", "64"}, {"k", "64"}, {"cache", "hot"}},
                               {{"type", "f32"}, {"m", "64"}, {"n", "64"}, {"k", "64"}, {"cache", "cold"}},
                               {{"type", "f32"}, {"m", "64"}, {"n", "32"}, {"k", "16"}, {"cache", "hot"}}};
  bool right_ = true;
  mutable Axes asked_;
};

TEST(DoctorGemm, TheFirstProductDoesNotCountAndTheSizeIsTheDoctors) {
  const SlowGemm gemm;
  test::PlainBackend backend;
  Context context{backend, {}};
  const Seconds time = least_gemm_time(gemm, context);
  EXPECT_GE(time, Seconds(0.005));
  EXPECT_LT(time, Seconds(0.05));
  EXPECT_EQ(gemm.asked_.to_string(), "type=f32 m=2048 n=2048 k=2048 cache=hot");
}

TEST(DoctorGemm, AWrongProductHasNoTime) {
  SlowGemm gemm;
  gemm.right_ = false;
  test::PlainBackend backend;
  Context context{backend, {}};
  EXPECT_THROW(least_gemm_time(gemm, context), std::runtime_error);
  gemm.right_ = true;
  gemm.points_.pop_back();
  EXPECT_THROW(least_gemm_time(gemm, context), std::runtime_error) << "no product in f32 with warm caches";
}

TEST(DoctorGemm, ADeviceSlowerThanTheProcessorsIsAWarningAndAFasterOneIsGood) {
  const Finding slow = check_gemm({Seconds(0.02), Seconds(0.03), ""});
  EXPECT_EQ(slow.id, "device.gemm");
  EXPECT_EQ(slow.result, Result::warning);
  EXPECT_THAT(slow.evidence, HasSubstr("30 ms on the device, 20 ms on the processors"));
  EXPECT_NE(slow.mend, "");
  EXPECT_EQ(check_gemm({Seconds(0.03), Seconds(0.02), ""}).result, Result::good);
}

TEST(DoctorGemm, WhereOneCouldNotBeTimedTheReasonIsTold) {
  const Finding finding = check_gemm({Seconds(0.02), std::nullopt, "on the device: no kernel image"});
  EXPECT_EQ(finding.result, Result::unknown);
  EXPECT_THAT(finding.evidence, HasSubstr("no kernel image"));
}

TEST(DoctorGemm, WithoutADeviceNothingIsTimed) {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::make_unique<SlowGemm>());
  Catalogue catalogue(std::move(own), {});
  EXPECT_FALSE(time_gemm(catalogue, {}, SystemFiles()));
}

}  // namespace
}  // namespace gpubench::doctor
