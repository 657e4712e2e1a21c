#include "harness/fingerprint/libraries.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

TEST(Libraries, ThoseOfInterestAreKnownByName) {
  for (const char* name :
       {"libc.so.6", "libm.so.6", "libmpi.so.40", "libopenblas.so.0", "libhdf5_serial.so.103",
        "libmkl_core.so.2", "libfftw3f.so.3", "libcublasLt.so.13", "libblas.so.3"})
    EXPECT_TRUE(is_library_of_interest(name)) << name;
  for (const char* name : {"libcap.so.2", "libmount.so.1", "libc", "gpubench", "", "linux-vdso.so.1"})
    EXPECT_FALSE(is_library_of_interest(name)) << name;
}

}  // namespace
}  // namespace gpubench
