#include "harness/fingerprint/package_owner.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace gpubench {
namespace {

TEST(PackageOwner, NamesOfPackagesThatHoldALibrary) {
  for (const auto& [package, stem] : {std::pair("libopenblas0-pthread", "libopenblas"),
                                      {"openblas-openmp", "libopenblas"},
                                      {"openblas", "libopenblas"},
                                      {"libopenblas0-openmp", "libblas"},
                                      {"libblas3", "libblas"},
                                      {"libc6", "libc"},
                                      {"libc6:i386", "libm"},
                                      {"glibc", "libm"},
                                      {"libopenmpi3", "libmpi"},
                                      {"libgcc-s1", "libgcc_s"},
                                      {"libstdc++6", "libstdc++"},
                                      {"libfftw3-double3", "libfftw3"},
                                      {"libhdf5-103-1", "libhdf5_serial"},
                                      {"libdnnl2", "libdnnl"},
                                      {"libcublas-13-0", "libcublas"},
                                      {"nvidia-cublas-cu13", "libcublasLt"},
                                      {"nvidia-nccl-cu13", "libnccl"}})
    EXPECT_TRUE(may_own(package, stem)) << package << " " << stem;
}

TEST(PackageOwner, NamesThatOnlyBeginAlikeAndThoseOfHeadersDoNot) {
  for (const auto& [package, stem] : {std::pair("libcap2", "libc"),
                                      {"libc-ares2", "libc"},
                                      {"libopenblas-dev", "libopenblas"},
                                      {"libmagic1", "libm"},
                                      {"nvidia-cufft-cu13", "libcublas"},
                                      {"nvidia-cublas-cu13", "libc"},
                                      {"libssl3", "libcrypto"},
                                      {"", "libc"},
                                      {"libc6", ""},
                                      {"lib", "lib"}})
    EXPECT_FALSE(may_own(package, stem)) << package << " " << stem;
}

}  // namespace
}  // namespace gpubench
