#include "harness/fingerprint/libraries.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> result;
  for (const int value : values) result.push_back(static_cast<std::byte>(value));
  return result;
}

TEST(Libraries, ThoseOfInterestAreKnownByName) {
  for (const char* name :
       {"libc.so.6", "libm.so.6", "libmpi.so.40", "libopenblas.so.0", "libhdf5_serial.so.103",
        "libmkl_core.so.2", "libfftw3f.so.3", "libcublasLt.so.13", "libblas.so.3"})
    EXPECT_TRUE(is_library_of_interest(name)) << name;
  for (const char* name : {"libcap.so.2", "libmount.so.1", "libc", "gpubench", "", "linux-vdso.so.1"})
    EXPECT_FALSE(is_library_of_interest(name)) << name;
}

TEST(Libraries, BuildIdIsFoundBehindOtherNotes) {
  const auto notes = bytes({4, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 'G', 'N', 'U', 0, 9,    9,    0,    0,  //
                            4, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0, 0xab, 0x01, 0xff, 0});
  EXPECT_EQ(parse_build_id(notes), "ab01ff");
}

TEST(Libraries, DamagedNotesHoldNone) {
  EXPECT_EQ(parse_build_id({}), std::nullopt);
  EXPECT_EQ(parse_build_id(bytes({4, 0, 0, 0, 3, 0})), std::nullopt);
  const auto longer = bytes({4, 0, 0, 0, 99, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0, 1, 2, 3, 4});
  EXPECT_EQ(parse_build_id(longer), std::nullopt);
  const auto huge = bytes({255, 255, 255, 255, 3, 0, 0, 0, 3, 0, 0, 0, 'G', 'N', 'U', 0});
  EXPECT_EQ(parse_build_id(huge), std::nullopt);
}

}  // namespace
}  // namespace gpubench
