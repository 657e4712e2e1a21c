#include "results/comparison/fact_bearing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <tuple>

namespace gpubench::results {
namespace {

Bearing bearing_of(std::string_view scope, const std::string& key) {
  return rule_of(scope, key).bearing;
}

TEST(FactBearing, TheBlasAndItsCoreAreStrongAndSayWhy) {
  EXPECT_EQ(bearing_of("loaded", "openblas.corename"), Bearing::strong);
  EXPECT_THAT(rule_of("loaded", "openblas.corename").why, testing::HasSubstr("gemm"));
  for (const char* key : {"blas.provider", "library.libopenblas", "library.libopenblas.sha256",
                          "library.libblas", "library.libcublasLt", "library.libcuda.sha256",
                          "library.libmkl_core", "mpi.library", "cuda.driver_api"})
    EXPECT_EQ(bearing_of("loaded", key), Bearing::strong) << key;
}

TEST(FactBearing, WhatPassesIsNoDifferenceOfTheEnvironment) {
  EXPECT_EQ(bearing_of("run", "load.one_minute"), Bearing::incidental);
  EXPECT_EQ(bearing_of("run", "command_line"), Bearing::incidental);
  EXPECT_EQ(bearing_of("device", "processes.other"), Bearing::incidental);
  EXPECT_NE(bearing_of("host", "memory.total"), Bearing::incidental);
  EXPECT_NE(bearing_of("host", "kernel.release"), Bearing::incidental);
}

TEST(FactBearing, APackageCountsAsTheLibraryItHolds) {
  EXPECT_EQ(bearing_of("image", "package.dpkg.libopenblas0-pthread"), Bearing::likely);
  EXPECT_EQ(bearing_of("image", "package.python.nvidia-nccl-cu13"), Bearing::likely);
  EXPECT_EQ(bearing_of("image", "package.dpkg.libc6"), Bearing::likely);
  EXPECT_EQ(bearing_of("image", "package.dpkg.libcap2"), Bearing::slight);
  EXPECT_EQ(bearing_of("image", "package.dpkg.zlib1g"), Bearing::slight);
}

TEST(FactBearing, APackageWhoseNameOnlyHoldsTheLettersOfALibraryIsAnother) {
  for (const char* key : {"package.python.nbpublish", "package.python.blist", "package.dpkg.libestablish1",
                          "package.python.atlassian-api", "package.dpkg.barracuda", "package.conda.dsmklist",
                          "package.python.pyncclient", "package.dpkg.sublibgomper"})
    EXPECT_EQ(bearing_of("image", key), Bearing::slight) << key;
  for (const char* key :
       {"package.dpkg.libblas3", "package.dpkg.libatlas3-base", "package.dpkg.intel-oneapi-mkl-core-2024.2",
        "package.conda.mkl", "package.conda.libcblas", "package.apk.openblas", "package.python.mkl_fft",
        "package.dpkg.libblis4-pthread", "package.dpkg.liblapack3", "package.python.nvidia-cublas-cu13",
        "package.dpkg.libcublas-13-0", "package.dpkg.libfftw3-double3", "package.dpkg.libopenmpi3",
        "package.conda.nccl", "package.dpkg.libcudnn9-cuda-13", "package.dpkg.cuda-cudart-13-0",
        "package.dpkg.libcudart12", "package.dpkg.libgomp1", "package.conda.onednn"})
    EXPECT_EQ(bearing_of("image", key), Bearing::likely) << key;
}

TEST(FactBearing, AnUnknownFactIsPossible) {
  EXPECT_EQ(bearing_of("elsewhere", "anything"), Bearing::possible);
  EXPECT_EQ(bearing_of("run", ""), Bearing::possible);
}

TEST(FactBearing, LibrariesThatAreMeasuredAreNotThoseAroundThem) {
  for (const char* key :
       {"library.libopenblas", "library.libblas", "library.libdnnl", "library.libmpi", "library.libnccl",
        "library.libcudnn_ops", "library.libfftw3f", "library.libcudart"})
    EXPECT_TRUE(is_measured_library("loaded", key)) << key;
  for (const char* key : {"library.libc", "library.libz", "library.libhwloc", "library.libnvidia-ml",
                          "openblas.corename", "library.libcudadebugger", "library.libcuda"})
    EXPECT_FALSE(is_measured_library("loaded", key)) << key;
  EXPECT_FALSE(is_measured_library("image", "library.libopenblas"));
}

TEST(FactBearing, AProviderIsWhatALibraryIsNotWhatItChoseForTheHost) {
  for (const char* key :
       {"blas.provider", "blas.name", "onednn.library", "onednn.version", "fftw.version", "fftw.library",
        "mpi.library", "mpi.standard", "cuda.runtime", "cublas.loaded", "cudnn.loaded", "nccl.library"}) {
    EXPECT_TRUE(is_provider("loaded", key)) << key;
    EXPECT_EQ(bearing_of("loaded", key), Bearing::strong) << key;
  }
  for (const char* key : {"openblas.corename", "openblas.config", "openblas.threads", "onednn.isa",
                          "cuda.driver_api", "library.libopenblas"})
    EXPECT_FALSE(is_provider("loaded", key)) << key;
  EXPECT_FALSE(is_provider("run", "blas.provider"));
}

TEST(FactBearing, NoRuleHidesBehindAnEarlierOneOfTheSamePatternAndEachHasAReason) {
  std::vector<std::tuple<std::string_view, std::string_view>> seen;
  for (const FactRule& rule : fact_rules()) {
    EXPECT_STRNE(rule.why, "");
    EXPECT_EQ(std::ranges::count(seen, std::tuple(rule.scope, std::string_view(rule.pattern))), 0)
        << rule.pattern;
    seen.emplace_back(rule.scope, rule.pattern);
  }
  EXPECT_EQ(seen.back(), std::tuple("*", "*"));
}

TEST(FactBearing, TheScalesWordsAscend) {
  EXPECT_LT(Bearing::incidental, Bearing::slight);
  EXPECT_LT(Bearing::likely, Bearing::strong);
  EXPECT_STREQ(to_string(Bearing::incidental), "incidental");
  EXPECT_STREQ(to_string(Bearing::strong), "strong");
}

}  // namespace
}  // namespace gpubench::results
