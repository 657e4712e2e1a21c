#include "results/export/output_file.hpp"

#include <gtest/gtest.h>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

std::size_t count_files(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(OutputFile, AppearsWhenItIsWhole) {
  const examples::Folder folder;
  OutputFile file(folder / "a.prom", false);
  file.stream() << "one\n" << std::flush;
  EXPECT_FALSE(std::filesystem::exists(folder / "a.prom"));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    EXPECT_NE(entry.path().extension(), ".prom") << "a node exporter would read it";
  file.publish();
  EXPECT_EQ(read_text(folder / "a.prom", 100), "one\n");
  EXPECT_EQ(count_files(folder.path()), 1U);
}

TEST(OutputFile, LeavesNothingWhereItIsNotPublished) {
  const examples::Folder folder;
  { OutputFile(folder / "a.csv", false).stream() << "half"; }
  EXPECT_EQ(count_files(folder.path()), 0U);
}

TEST(OutputFile, ReplacesOnlyWhereItMay) {
  const examples::Folder folder;
  write_text(folder / "a.csv", "old");
  EXPECT_THROW(OutputFile(folder / "a.csv", false), CreateError);
  OutputFile file(folder / "a.csv", true);
  file.stream() << "new";
  EXPECT_EQ(read_text(folder / "a.csv", 100), "old");
  file.publish();
  EXPECT_EQ(read_text(folder / "a.csv", 100), "new");
}

TEST(OutputFile, SaysWhereThereIsNoFolder) {
  const examples::Folder folder;
  try {
    OutputFile((folder / "none") / "a.csv", false);
    FAIL() << "it was made in a folder that is not there";
  } catch (const CreateError& error) {
    EXPECT_EQ(error.what(),
              ((folder / "none") / "a.csv").string() + ": can't be made: No such file or directory");
  }
  EXPECT_THROW(OutputFile("", true), CreateError);
}

}  // namespace
}  // namespace gpubench::results
