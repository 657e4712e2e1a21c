#include "bench/cuda/identity.hpp"

#include <gtest/gtest.h>

#include <array>

namespace gpubench {
namespace {

std::array<std::byte, 16> counting_bytes() {
  std::array<std::byte, 16> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = std::byte(0xf0 + i);
  return bytes;
}

TEST(DeviceIdentity, AUuidIsWrittenAsTheDriversToolsDo) {
  EXPECT_EQ(uuid_text(counting_bytes()), "GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
}

TEST(DeviceIdentity, IsWhatAnybodyGetsFromTheUuidBySha256) {
  // printf GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff | sha256sum
  EXPECT_EQ(device_identity(uuid_text(counting_bytes())), "f893b1ebe507");
  EXPECT_NE(device_identity("GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfefe"), "f893b1ebe507");
}

}  // namespace
}  // namespace gpubench
