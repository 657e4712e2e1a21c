#include "bench/cuda/backend.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <numeric>
#include <thread>
#include <vector>

#include "bench/api/array.hpp"
#include "tests/support/gpu.hpp"

namespace gpubench {
namespace {

using Backends = test::OnGpu;

Nanoseconds now() {
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::vector<std::uint32_t> counting(std::size_t count) {
  std::vector<std::uint32_t> values(count);
  std::iota(values.begin(), values.end(), 1U);
  return values;
}

TEST_F(Backends, WhatIsUploadedComesBackWhateverTheSize) {
  // Around the halves of the staging, 8 MiB or 2 Mi elements each.
  for (const std::size_t count : {1U, 1000U, (2U << 20) - 1, 2U << 20, (2U << 20) + 1, 5U << 20}) {
    const std::vector<std::uint32_t> values = counting(count);
    const Array<std::uint32_t> array(*backend_, count);
    array.upload(values);
    EXPECT_EQ(array.download(), values) << count;
  }
}

TEST_F(Backends, APartIsUploadedAndDownloadedAtItsPlace) {
  const Array<std::uint32_t> array(*backend_, 8);
  array.upload(std::vector<std::uint32_t>(8, 7));
  array.upload(std::vector<std::uint32_t>{1, 2}, 3);
  EXPECT_THAT(array.download(), testing::ElementsAre(7, 7, 7, 1, 2, 7, 7, 7));
}

TEST_F(Backends, AHeldStreamDoesNotGoOn) {
  const auto stream = backend_->make_stream();
  stream->hold();
  stream->mark_start();
  stream->mark_stop();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(stream->finished());
  stream->release();
  const Interval interval = stream->elapsed();
  EXPECT_TRUE(stream->finished());
  EXPECT_LT(interval.duration, std::chrono::milliseconds(1)) << "the wait is in the time";
}

TEST_F(Backends, AStreamThatWaitsForAnotherGoesOnAfterIt) {
  const auto first = backend_->make_stream(), second = backend_->make_stream();
  first->hold();
  second->wait_for(*first);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(second->finished());
  first->release();
  second->synchronize();
  EXPECT_TRUE(first->finished());
}

TEST_F(Backends, AHoldThatIsForgottenEndsByItselfAndIsTold) {
  const auto stream = backend_->make_stream();
  stream->hold();
  stream->mark_start();
  stream->mark_stop();
  EXPECT_THROW(stream->elapsed(), std::runtime_error);
  stream->hold();
  stream->mark_start();
  stream->mark_stop();
  stream->release();
  EXPECT_NO_THROW(stream->elapsed()) << "the next hold is another";
}

TEST_F(Backends, AnIntervalLiesWhereTheHostsClockSawIt) {
  const auto stream = backend_->make_stream();
  for (int i = 0; i < 3; ++i) {
    const Nanoseconds before = now();
    stream->mark_start();
    stream->mark_stop();
    const Interval interval = stream->elapsed();
    const Nanoseconds after = now();
    EXPECT_GT(interval.start, before - std::chrono::microseconds(50));
    EXPECT_LT(interval.start, after + std::chrono::microseconds(50));
    std::this_thread::sleep_for(std::chrono::milliseconds(700));  // past the age of an anchor
  }
}

TEST_F(Backends, TheClockResolvesBetweenHalfAMicrosecondAndSome) {
  EXPECT_GE(backend_->clock_resolution(), Nanoseconds(500));
  EXPECT_LE(backend_->clock_resolution(), std::chrono::microseconds(20));
}

TEST_F(Backends, MoreThanTheDeviceHasIsNoMemory) {
  EXPECT_THROW(backend_->allocate(2 * provider_->devices()[0].memory_total), std::bad_alloc);
  EXPECT_NO_THROW(backend_->allocate(1_MiB)) << "the refusal stuck";
}

TEST_F(Backends, EvictionTouchesNothing) {
  const std::vector<std::uint32_t> values = counting(1 << 20);
  const Array<std::uint32_t> array(*backend_, values.size());
  array.upload(values);
  const std::span<std::byte> extent = array.extent();
  backend_->evict(std::span(&extent, 1));
  EXPECT_EQ(array.download(), values);
}

TEST(Devices, WithoutOneThereIsAReason) {
  std::string reason;
  const auto provider = open_cuda_devices(reason);
  EXPECT_EQ(provider == nullptr, !reason.empty()) << reason;
  if (provider) {
    EXPECT_FALSE(provider->devices().empty());
  }
}

}  // namespace
}  // namespace gpubench
