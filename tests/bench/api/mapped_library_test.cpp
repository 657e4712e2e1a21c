#include "bench/api/mapped_library.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> result;
  for (const int value : values) result.push_back(static_cast<std::byte>(value));
  return result;
}

TEST(MappedLibrary, BuildIdIsFoundBehindOtherNotes) {
  const auto notes = bytes({4, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 'G', 'N', 'U', 0, 9,    9,    0,    0,  //
                            4, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0, 0xab, 0x01, 0xff, 0});
  EXPECT_EQ(parse_build_id(notes), "ab01ff");
}

TEST(MappedLibrary, DamagedNotesHoldNone) {
  EXPECT_EQ(parse_build_id({}), std::nullopt);
  EXPECT_EQ(parse_build_id(bytes({4, 0, 0, 0, 3, 0})), std::nullopt);
  const auto longer = bytes({4, 0, 0, 0, 99, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0, 1, 2, 3, 4});
  EXPECT_EQ(parse_build_id(longer), std::nullopt);
  const auto huge = bytes({255, 255, 255, 255, 3, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0});
  EXPECT_EQ(parse_build_id(huge), std::nullopt);
}

TEST(MappedLibrary, TheOneThatHoldsAnAddressIsNamedWithoutItsFolder) {
  const auto name = library_holding(stdout);
  ASSERT_TRUE(name);
  EXPECT_EQ(name->find("libc"), 0U) << *name;
  EXPECT_EQ(name->find('/'), std::string::npos) << *name;
  EXPECT_EQ(library_holding(nullptr), std::nullopt);
}

}  // namespace
}  // namespace gpubench
