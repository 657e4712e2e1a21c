#include "harness/fingerprint/package.hpp"

#include <gmock/gmock.h>

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kDpkg = R"(Package: libopenblas0-pthread
Status: install ok installed
Architecture: amd64
Version: 0.3.21+ds-4
Description: Optimized BLAS
 Version: 9.9 of no consequence

Package: libc6
Status: hold ok installed
Architecture: i386
Version: 2.36-9+deb12u10

Package: libc6
Status: install ok installed
Architecture: amd64
Version: 2.36-9+deb12u10

Package: adduser
Status: install ok installed
Architecture: all
Version: 3.134

Package: nano
Status: deinstall ok config-files
Architecture: amd64
Version: 7.2-1

Package: cudnn9-cuda-13
Status: install ok half-configured
Architecture: amd64
Version: 9.19.0.56-1
)";

TEST(Package, DpkgListsWhatIsInstalledAndNamesForeignArchitectures) {
  EXPECT_THAT(
      parse_dpkg_status(kDpkg),
      ElementsAre(Package{"libopenblas0-pthread", "0.3.21+ds-4"}, Package{"libc6:i386", "2.36-9+deb12u10"},
                  Package{"libc6", "2.36-9+deb12u10"}, Package{"adduser", "3.134"}));
  EXPECT_THAT(parse_dpkg_status(""), IsEmpty());
}

TEST(Package, DistrolessFilesHaveNoStatus) {
  EXPECT_THAT(parse_dpkg_status("Package: base-files\nVersion: 12.4+deb12u11\nArchitecture: amd64\n"),
              ElementsAre(Package{"base-files", "12.4+deb12u11"}));
}

TEST(Package, AlpineListsNameAndVersion) {
  EXPECT_THAT(parse_apk_installed("C:Q1kPTIqsMeqkNRsPH2b1aU5vDfY4A=\nP:musl\nV:1.2.4-r2\nA:x86_64\n"
                                  "F:lib\nR:ld-musl-x86_64.so.1\n\nP:busybox\nV:1.36.1-r5\n\n"),
              ElementsAre(Package{"musl", "1.2.4-r2"}, Package{"busybox", "1.36.1-r5"}));
}

TEST(Package, PythonNamesAreNormalizedAndTheReadmeIsNoMetadata) {
  EXPECT_THAT(parse_python_metadata("Metadata-Version: 2.1\nName: nvidia_cublas.CU13\nVersion: 13.1.0.3\n"
                                    "License: Proprietary\n\nName: other\nVersion: 9\n"),
              ElementsAre(Package{"nvidia-cublas-cu13", "13.1.0.3"}));
  EXPECT_THAT(parse_python_metadata("Name: torch\n\nVersion: 2.9.0\n"), IsEmpty());
  EXPECT_THAT(parse_python_metadata(""), IsEmpty());
}

TEST(Package, CondaFileNamesHoldNameVersionAndBuild) {
  EXPECT_THAT(parse_conda_file_name("pytorch-cuda-12.4-hc786d27_7.json"),
              ElementsAre(Package{"pytorch-cuda", "12.4 hc786d27_7"}));
  EXPECT_THAT(parse_conda_file_name("history"), IsEmpty());
  EXPECT_THAT(parse_conda_file_name("a-1.json"), IsEmpty());
  EXPECT_THAT(parse_conda_file_name("-1-2.json"), IsEmpty());
}

TEST(Package, FactsOfVersionsThatLookLikeAddressesAreKept) {
  EXPECT_THAT(package_facts("dpkg", {{"cudnn9-cuda-13", "9.19.0.56-1"}, {"tar", "1:1.34+dfsg-1.2"}}),
              ElementsAre(results::Fact{"image", "package.dpkg.cudnn9-cuda-13", "9.19.0.56-1", ""},
                          results::Fact{"image", "package.dpkg.tar", "1:1.34+dfsg-1.2", ""}));
  EXPECT_THAT(package_facts("conda", {{"torch", "2.6.0 cuda126_py311h64f3b4e_200"}}), Not(IsEmpty()));
}

TEST(Package, WhatNoManagerWritesIsNoFact) {
  for (const Package& one :
       {Package{"", "1"}, Package{"a", ""}, Package{"a/b", "1"}, Package{"a", "https://ben:pw@host"},
        Package{"a", "1\x1b[31m"}, Package{"a", "1.0+ghp_16C7e42F292c6912E7710c838347Ae178B4a"},
        Package{"AKIAIOSFODNN7EXAMPLE", "1"}, Package{std::string(300, 'a'), "1"}})
    EXPECT_THAT(package_facts("python", {one}), IsEmpty()) << one.name << " " << one.version;
}

}  // namespace
}  // namespace gpubench
