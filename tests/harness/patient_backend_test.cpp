#include "harness/patient_backend.hpp"

#include <gtest/gtest.h>

#include "tests/support/leaks.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

/// What happened to a stream, when it is long gone.
struct Life {
  bool finished = false;
  bool lost = false;
  int destroyed = 0;
};

class HangingStream final : public Stream {
 public:
  explicit HangingStream(Life& life) : life_(life) {}
  ~HangingStream() override { ++life_.destroyed; }
  void mark_start() override {}
  void mark_stop() override {}
  Interval elapsed() override { return {Nanoseconds(1), Nanoseconds(2)}; }
  void synchronize() override {}
  bool finished() override {
    if (life_.lost) throw std::runtime_error("lost");
    return life_.finished;
  }
  std::uint64_t hold_max() const override { return 99; }
  void* native() override { return &life_; }

 private:
  Life& life_;
};

class HangingBackend final : public Backend {
 public:
  explicit HangingBackend(Life& life) : life_(life) {}
  std::unique_ptr<Memory> allocate(Bytes size) override { return std::make_unique<test::PlainMemory>(size); }
  std::unique_ptr<Stream> make_stream() override { return std::make_unique<HangingStream>(life_); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return Nanoseconds{30}; }
  int threads() const override { return 1; }

 private:
  Life& life_;
};

TEST(PatientBackend, AStreamThatFinishesIsTheInnerOne) {
  Life life{.finished = true};
  {
    PatientBackend backend(std::make_unique<HangingBackend>(life), Seconds(1));
    const auto stream = backend.make_stream();
    stream->synchronize();
    EXPECT_EQ(stream->elapsed().duration, Nanoseconds(2));
    EXPECT_EQ(stream->native(), &life);
    EXPECT_EQ(stream->hold_max(), 99U);
  }
  EXPECT_EQ(life.destroyed, 1);
}

TEST(PatientBackend, AStreamThatHangsIsGivenUpAndKept) {
  const test::LeaksAllowed kept_on_purpose;
  Life life;
  {
    PatientBackend backend(std::make_unique<HangingBackend>(life), Seconds(0.02));
    auto stream = backend.make_stream();
    EXPECT_THROW(stream->elapsed(), TimeOut);
    EXPECT_THROW(stream->synchronize(), TimeOut);
    stream.reset();
    EXPECT_FALSE(backend.recovered(Seconds(0.02)));
  }
  EXPECT_EQ(life.destroyed, 0) << "destroying it would wait for the device";
}

TEST(PatientBackend, AStreamWhoseOwnerStillHoldsItIsWaitedForToo) {
  Life life;
  PatientBackend backend(std::make_unique<HangingBackend>(life), Seconds(0.02));
  const auto kept_by_a_trial = backend.make_stream();
  EXPECT_THROW(kept_by_a_trial->synchronize(), TimeOut);
  EXPECT_FALSE(backend.recovered(Seconds(0.02))) << "its memory may still be written";
  life.finished = true;
  EXPECT_TRUE(backend.recovered(Seconds(1)));
  EXPECT_EQ(life.destroyed, 0) << "it is its owner's";
}

TEST(PatientBackend, AStreamThatCameToRestAfterAllIsFreed) {
  Life life;
  PatientBackend backend(std::make_unique<HangingBackend>(life), Seconds(0.02));
  auto stream = backend.make_stream();
  EXPECT_THROW(stream->synchronize(), TimeOut);
  stream.reset();
  life.finished = true;
  EXPECT_TRUE(backend.recovered(Seconds(1)));
  EXPECT_EQ(life.destroyed, 1);
}

TEST(PatientBackend, ALostDeviceHasNothingUnderWay) {
  Life life;
  PatientBackend backend(std::make_unique<HangingBackend>(life), Seconds(0.02));
  auto stream = backend.make_stream();
  EXPECT_THROW(stream->synchronize(), TimeOut);
  life.lost = true;
  EXPECT_THROW(stream->synchronize(), std::runtime_error);
  stream.reset();
  EXPECT_TRUE(backend.recovered(Seconds(1)));
}

}  // namespace
}  // namespace gpubench
