#include "results/image_lock.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "results/error.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kSha256(64, 'a');
const std::string kText =
    "# gpubench image lock 1\n# channel stable\n# package version architecture sha256 size\nlibblas3 "
    "3.11.0-2 amd64 " +
    kSha256 + " 150\nlibc6 2.36-9+deb12u14 amd64 " + kSha256 + " 2700\n";

/// A launch of two ranks in an image of kText.
Launch launch_in_image() {
  Launch launch;
  launch.ulid = "01TEST";
  launch.ranks.resize(2);
  launch.environment = {{"image", "image.lock", "sha256:" + sha256_hex(kText), "0-1"},
                        {"image", "package.dpkg.gpubench", "0.1.0", "0-1"},
                        {"image", "package.dpkg.libblas3", "3.11.0-2", "0-1"},
                        {"image", "package.dpkg.libc6", "2.36-9+deb12u14", "0-1"}};
  return launch;
}

std::vector<std::string> verified(const Launch& launch) {
  return verify_image(launch, parse_image_lock(kText, "a.lock"));
}

TEST(ImageLock, ALaunchInItsImageHasNothingAgainstIt) {
  EXPECT_THAT(verified(launch_in_image()), IsEmpty());
}

TEST(ImageLock, AnotherLockIsTold) {
  Launch launch = launch_in_image();
  launch.environment[0].value = "sha256:" + kSha256;
  EXPECT_THAT(verified(launch),
              ElementsAre(HasSubstr("launch 01TEST: ranks 0-1: image.lock is sha256:aaaa")));
}

TEST(ImageLock, ALaunchOutsideAnyImageIsTold) {
  Launch launch = launch_in_image();
  launch.environment.erase(launch.environment.begin());
  EXPECT_THAT(verified(launch), ElementsAre(HasSubstr("names no lock")));
}

TEST(ImageLock, ARankElsewhereIsTold) {
  Launch launch = launch_in_image();
  launch.environment[0].ranks = "0";
  EXPECT_THAT(verified(launch), ElementsAre(HasSubstr("only ranks 0 ran in an image")));
}

TEST(ImageLock, AFactOfAnotherScopeIsNoWitness) {
  Launch launch = launch_in_image();
  launch.environment[0].scope = "run";
  EXPECT_THAT(verified(launch), ElementsAre(HasSubstr("names no lock")));
}

TEST(ImageLock, EachPackageThatDiffersIsTold) {
  Launch launch = launch_in_image();
  launch.environment[2].key = "package.dpkg.libopenblas0-pthread";
  launch.environment[3].value = "2.36-9+deb12u13";
  EXPECT_THAT(
      verified(launch),
      ElementsAre(HasSubstr("package libblas3: locked is 3.11.0-2, the image had none"),
                  HasSubstr("package libc6: locked is 2.36-9+deb12u14, the image had 2.36-9+deb12u13"),
                  HasSubstr("package libopenblas0-pthread: is not locked, the image had 3.11.0-2")));
}

TEST(ImageLock, APackageThatOnlySomeRanksHadIsTold) {
  Launch launch = launch_in_image();
  launch.environment[2].ranks = "1";
  EXPECT_THAT(verified(launch),
              ElementsAre(HasSubstr("package libblas3: locked is 3.11.0-2, only ranks 1 had it")));
}

TEST(ImageLock, ARecordWithoutPackagesIsNotTakenForAgreement) {
  Launch launch = launch_in_image();
  launch.environment.resize(1);
  EXPECT_THAT(verified(launch), ElementsAre(HasSubstr("names no package")));
}

TEST(ImageLock, WhatIsNoLockIsRefusedWithItsPlace) {
  const auto refused = [](const std::string& text) -> std::string {
    try {
      parse_image_lock(text, "a.lock");
    } catch (const DataError& error) {
      return error.what();
    }
    return "taken";
  };
  EXPECT_THAT(refused(""), HasSubstr("locks no package"));
  EXPECT_THAT(refused("libc6 2.36\n"), HasSubstr("is no lock"));
  EXPECT_THAT(refused("# gpubench image lock 2\n"), HasSubstr("is no lock"));
  EXPECT_THAT(refused(kText + "libc7 1 amd64 abc 3\n"), HasSubstr("a.lock:6"));
  EXPECT_THAT(refused(kText + "libc7 1 amd64 " + kSha256 + " 3 4\n"), HasSubstr("a.lock:6"));
  EXPECT_THAT(refused(kText + "libc6 1 amd64 " + kSha256 + " 3\n"), HasSubstr("libc6 was there before"));
}

TEST(ImageLock, AFileIsHashedAsItLies) {
  const examples::Folder folder;
  std::ofstream(folder / "a.lock") << kText;
  EXPECT_EQ(read_image_lock(folder / "a.lock").sha256, sha256_hex(kText));
  EXPECT_THROW(read_image_lock(folder / "b.lock"), InputError);
  EXPECT_THROW(read_image_lock(folder.path()), InputError);
}

}  // namespace
}  // namespace gpubench::results
