/// NCCL's communicator on one device: every operation of the interface, between a rank and itself.
#include <gmock/gmock.h>

#include <map>
#include <numeric>

#include "bench/api/array.hpp"
#include "bench/numerics/formats.hpp"
#include "harness/solo_world.hpp"
#include "tests/support/gpu.hpp"
#include "tests/support/opened_module.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kCount = 1000;

class NcclOnGpu : public test::OnGpu {
 protected:
  void SetUp() override {
    OnGpu::SetUp();
    if (IsSkipped()) return;
    const ModuleInfo* const module = test::open_module("nccl");
    if (module == nullptr) GTEST_SKIP() << "built without the module nccl";
    std::string reason;
    ranks_ = module->make_communicator(world_, *backend_, Seconds(60), reason);
    ASSERT_NE(ranks_, nullptr) << reason;
    stream_ = backend_->make_stream();
  }

  /// What the operation leaves in the second array, which was zeros.
  template <class Operation>
  std::vector<float> result_of(Operation operation) {
    std::vector<float> values(kCount);
    std::iota(values.begin(), values.end(), 1.0F);
    sent_ = values;
    const Array<float> from(*backend_, kCount), to(*backend_, kCount);
    from.upload(values);
    to.upload(std::vector<float>(kCount, 0.0F));
    operation(from.data(), to.data());
    stream_->synchronize();
    return to.download();
  }

  std::map<std::string, std::string> facts() const {
    const auto pairs = ranks_->facts();
    return {pairs.begin(), pairs.end()};
  }

  SoloWorld world_;
  std::unique_ptr<Communicator> ranks_;
  std::unique_ptr<Stream> stream_;
  std::vector<float> sent_;
};

TEST_F(NcclOnGpu, EveryCollectiveOfOneRankGivesWhatItWasGiven) {
  constexpr DataType type = DataType::f32;
  for (const Reduction reduction : {Reduction::sum, Reduction::max}) {
    EXPECT_EQ(result_of([&](auto* from, auto* to) {
                ranks_->all_reduce(from, to, kCount, type, reduction, *stream_);
              }),
              sent_);
    EXPECT_EQ(result_of([&](auto* from, auto* to) {
                ranks_->reduce(from, to, kCount, type, reduction, 0, *stream_);
              }),
              sent_);
    EXPECT_EQ(result_of([&](auto* from, auto* to) {
                ranks_->reduce_scatter(from, to, kCount, type, reduction, *stream_);
              }),
              sent_);
    EXPECT_EQ(result_of([&](auto* from, auto* to) {
                ranks_->post_all_reduce(from, to, kCount, type, reduction, *stream_);
                ranks_->wait_all(*stream_);
              }),
              sent_);
  }
  EXPECT_EQ(result_of([&](auto* from, auto* to) { ranks_->all_gather(from, to, kCount, type, *stream_); }),
            sent_);
  EXPECT_EQ(result_of([&](auto* from, auto* to) { ranks_->all_to_all(from, to, kCount, type, *stream_); }),
            sent_);
  EXPECT_EQ(result_of([&](auto* from, auto* to) { ranks_->gather(from, to, kCount, type, 0, *stream_); }),
            sent_);
  EXPECT_EQ(result_of([&](auto* from, auto* to) { ranks_->scatter(from, to, kCount, type, 0, *stream_); }),
            sent_);
  EXPECT_EQ(result_of([&](auto*, auto* to) { ranks_->broadcast(to, kCount, type, 0, *stream_); }),
            std::vector<float>(kCount, 0.0F));
}

TEST_F(NcclOnGpu, ARankSendsToItself) {
  constexpr DataType type = DataType::f32;
  EXPECT_EQ(
      result_of([&](auto* from, auto* to) { ranks_->send_recv(from, 0, to, 0, kCount, type, *stream_); }),
      sent_);
  EXPECT_EQ(result_of([&](auto* from, auto* to) {
              for (std::size_t half : {std::size_t{0}, kCount / 2}) {
                ranks_->post_recv(to + half, kCount / 2, type, 0, *stream_);
                ranks_->post_send(from + half, kCount / 2, type, 0, *stream_);
              }
              ranks_->wait_all(*stream_);
            }),
            sent_);
}

/// A count that is not the type's would leave or take too much: 0x3c is in each byte, which every type holds.
TEST_F(NcclOnGpu, EveryTypeIsAsLongAsItSays) {
  for (const DataType type : {DataType::f16, DataType::bf16, DataType::f32, DataType::f64, DataType::s32}) {
    SCOPED_TRACE(to_string(type));
    const std::size_t bytes = kCount * size_of(type);
    const Array<std::byte> from(*backend_, bytes + 8), to(*backend_, bytes + 8);
    from.upload(std::vector<std::byte>(bytes + 8, std::byte{0x3c}));
    to.upload(std::vector<std::byte>(bytes + 8, std::byte{0}));
    ranks_->all_reduce(from.data(), to.data(), kCount, type, Reduction::sum, *stream_);
    stream_->synchronize();
    std::vector<std::byte> expected(bytes, std::byte{0x3c});
    expected.resize(bytes + 8);
    EXPECT_EQ(to.download(), expected);
  }
}

TEST_F(NcclOnGpu, ABarrierEnds) {
  ranks_->barrier(*stream_);
  stream_->synchronize();
  EXPECT_TRUE(stream_->finished());
}

TEST_F(NcclOnGpu, ACallThatCanNotBeIsNamedWithNcclsOwnText) {
  const Array<float> values(*backend_, kCount);
  try {
    ranks_->reduce(values.data(), values.data(), kCount, DataType::f32, Reduction::sum, 7, *stream_);
    ADD_FAILURE() << "there is no rank 7";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("ncclReduce"));
  }
}

/// One rank's collectives are copies, of which the profiler hears nothing; its messages go through a kernel.
TEST_F(NcclOnGpu, TellsHowItCarriedOutWhatWasWatched) {
  const Array<float> from(*backend_, kCount), to(*backend_, kCount);
  ranks_->watch_operations();
  ranks_->all_reduce(from.data(), to.data(), kCount, DataType::f32, Reduction::sum, *stream_);
  ranks_->stop_watching();
  EXPECT_EQ(facts()["communicator"], "nccl");
  EXPECT_EQ(facts()["nccl_algorithm"], "none: on one rank a copy");

  ranks_->watch_operations();
  ranks_->send_recv(from.data(), 0, to.data(), 0, kCount, DataType::f32, *stream_);
  ranks_->stop_watching();
  EXPECT_EQ(facts()["nccl_algorithm"], "point to point");
  EXPECT_GE(std::stoi(facts()["nccl_channels"]), 1);
  EXPECT_EQ(facts()["nccl_nvls"], "not used");

  ranks_->watch_operations();
  ranks_->stop_watching();
  ranks_->send_recv(from.data(), 0, to.data(), 0, kCount, DataType::f32, *stream_);
  EXPECT_EQ(facts().count("nccl_channels"), 0U) << "it was not watched";
  stream_->synchronize();
}

TEST_F(NcclOnGpu, IsGivenUpOnceAndAnotherOneCanBeMade) {
  EXPECT_EQ(ranks_->abort(), nullptr);
  EXPECT_EQ(ranks_->abort(), nullptr) << "there is nothing left to give up";
  std::string reason;
  ranks_ = test::open_module("nccl")->make_communicator(world_, *backend_, Seconds(60), reason);
  ASSERT_NE(ranks_, nullptr) << reason;
  EXPECT_EQ(result_of([&](auto* from, auto* to) {
              ranks_->all_reduce(from, to, kCount, DataType::f32, Reduction::sum, *stream_);
            }),
            sent_);
}

}  // namespace
}  // namespace gpubench
