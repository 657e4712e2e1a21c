#include "bench/transfer/peer_copy.hpp"

#include <utility>

#include "tests/support/gpu.hpp"

namespace gpubench {
namespace {

using PeerCopies = test::OnGpu;

TEST_F(PeerCopies, WithinOneDeviceEveryByteArrivesWhateverTheSize) {
  for (const Bytes size : {1_B, 33_B, 1000003_B, 32_MiB}) {
    const PeerCopy copy = provider_->copy_between(0, 0, size);
    ASSERT_TRUE(copy.median) << size.count;
    EXPECT_GT(copy.median->count(), 0) << size.count;
    EXPECT_TRUE(copy.right) << size.count;
  }
}

TEST_F(PeerCopies, BetweenTwoDevicesEveryByteArrivesBothWays) {
  if (provider_->devices().size() < 2) GTEST_SKIP() << "needs two devices in one process";
  for (const auto& [from, to] : {std::pair(0, 1), std::pair(1, 0)})
    EXPECT_TRUE(provider_->copy_between(from, to, 32_MiB).right) << from << " to " << to;
}

}  // namespace
}  // namespace gpubench
