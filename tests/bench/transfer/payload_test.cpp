#include "bench/transfer/payload.hpp"

#include <gmock/gmock.h>

namespace gpubench {
namespace {

using testing::HasSubstr;

std::vector<std::byte> filled(const Payload& payload, std::size_t size) {
  std::vector<std::byte> bytes(size);
  payload.fill(bytes);
  return bytes;
}

TEST(Payload, ItsOwnCopyIsIdenticalAtAnySize) {
  const Payload payload(1);
  for (const std::size_t size : {0U, 1U, 100U, 4093U * 8, 4093U * 8 + 1, 100'000U}) {
    const Verdict verdict = payload.judge(filled(payload, size), "the copy");
    EXPECT_EQ(verdict.correctness, Correctness::identical) << size << ": " << verdict.detail;
    EXPECT_EQ(verdict.checked, size);
  }
}

TEST(Payload, OneChangedBitIsWrongAndItsPlaceIsNamed) {
  const Payload payload(1);
  for (const std::size_t place : {0U, 99'999U, 50'000U}) {
    std::vector<std::byte> copy = filled(payload, 100'000);
    copy[place] ^= std::byte{1};
    const Verdict verdict = payload.judge(copy, "the device's copy");
    EXPECT_EQ(verdict.correctness, Correctness::wrong);
    EXPECT_EQ(verdict.worst_index, place);
    EXPECT_THAT(verdict.detail, HasSubstr("byte " + std::to_string(place) + " of the device's copy"));
  }
}

TEST(Payload, ACopyShiftedByAPageIsWrong) {
  const Payload payload(1);
  const std::vector<std::byte> bytes = filled(payload, 100'000);
  std::vector<std::byte> shifted(bytes.begin() + 4096, bytes.end());
  EXPECT_EQ(payload.judge(shifted, "the copy").correctness, Correctness::wrong);
}

TEST(Payload, PoisonIsWrong) {
  std::vector<std::byte> bytes(64);
  poison_bytes(bytes);
  for (const std::uint64_t seed : {1U, 2U, 3U})
    EXPECT_EQ(Payload(seed).judge(bytes, "the copy").correctness, Correctness::wrong);
}

TEST(Payload, AnotherSeedIsAnotherPayload) {
  EXPECT_EQ(Payload(2).judge(filled(Payload(1), 64), "the copy").correctness, Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
