#include "results/comparison/side.hpp"

#include <gmock/gmock.h>

#include <iostream>

#include "results/error.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/few_files.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

/// A folder of files, each with a launch of its own.
class ManyFiles : public testing::Test {
 protected:
  ManyFiles() {
    for (const synthetic::Settings& launch : synthetic::side("A", kFiles, true))
      synthetic::write(folder_ / (std::to_string(launch.number) + ".h5"), {launch});
  }
  static constexpr std::size_t kFiles = 6;
  examples::Folder folder_;
};

TEST_F(ManyFiles, MoreThanTheSoftLimitAreOpened) {
  const test::FewFiles few(3);
  EXPECT_EQ(open_side({folder_.path()}).launches.size(), kFiles);
}

TEST_F(ManyFiles, MoreThanTheHardLimitGetOneLine) {
  const auto open = [&] {
    const test::FewFiles few(3);
    const rlimit hard{few.limit(), few.limit()};
    setrlimit(RLIMIT_NOFILE, &hard);
    try {
      open_side({folder_.path()});
    } catch (const InputError& error) {
      std::cerr << error.what();
      std::_Exit(7);
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(open(), testing::ExitedWithCode(7), "files are more than can be open at once.*gpubench merge");
}

}  // namespace
}  // namespace gpubench::results
