#include "harness/system_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

TEST(SystemFiles, ATextIsThatOfARegularFileOfSoundSizeOnly) {
  const results::examples::Folder folder;
  const SystemFiles files(folder.path());
  std::ofstream(folder / "text") << " two\nlines \n";
  EXPECT_EQ(files.text("/text"), " two\nlines \n");
  EXPECT_EQ(files.line("/text"), "two\nlines");
  EXPECT_EQ(files.text("/absent"), std::nullopt);
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(files.text("/pipe"), std::nullopt) << "nobody writes into it";
  std::filesystem::create_symlink("/dev/zero", folder / "endless");
  EXPECT_EQ(files.text("/endless"), std::nullopt);
  std::ofstream(folder / "huge") << "x";
  std::filesystem::resize_file(folder / "huge", (64 << 20) + 1);
  EXPECT_EQ(files.text("/huge"), std::nullopt);
  EXPECT_TRUE(SystemFiles().text("/proc/self/stat"));
}

TEST(SystemFiles, AHeadIsThatOfARegularFileOnly) {
  const results::examples::Folder folder;
  const SystemFiles files(folder.path());
  std::ofstream(folder / "text") << "two\nlines";
  EXPECT_EQ(files.head("/text", 5), "two\nl");
  EXPECT_EQ(files.head("/text", 4096), "two\nlines");
  std::ofstream(folder / "long") << std::string(40000, 'x');
  EXPECT_EQ(files.head("/long", 30000), std::string(30000, 'x'));
  EXPECT_EQ(files.head("/absent", 5), "");
  EXPECT_EQ(files.head("/", 5), "");
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(files.head("/pipe", 5), "") << "nobody writes into it";
  std::filesystem::create_symlink("/dev/zero", folder / "endless");
  EXPECT_EQ(files.head("/endless", 5), "");
}

}  // namespace
}  // namespace gpubench
