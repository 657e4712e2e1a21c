#include "harness/doctor/folders.hpp"

#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

Finding output_finding(const FolderState& folder) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.output = folder;
  return finding_of(check_folders(readings), "folder.output");
}

TEST(DoctorFolders, AFolderThatCannotBeWrittenOrIsFullIsAWarning) {
  EXPECT_EQ(output_finding({".", true, 128_MiB}).result, Result::good);
  EXPECT_EQ(output_finding({".", true, 127_MiB}).result, Result::warning);
  EXPECT_EQ(output_finding({".", false, 10_GiB}).result, Result::warning);
  EXPECT_THAT(output_finding({".", false, 10_GiB}).mend, HasSubstr("--output"));
  EXPECT_EQ(output_finding({".", true, std::nullopt}).result, Result::unknown);
}

TEST(DoctorFolders, TheTemporaryFolderIsMendedByItsVariable) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  EXPECT_EQ(finding_of(check_folders(readings), "folder.temporary").result, Result::good);
  readings.temporary.writable = false;
  EXPECT_THAT(finding_of(check_folders(readings), "folder.temporary").mend, HasSubstr("TMPDIR"));
}

TEST(DoctorFolders, AnEmptyVariableIsNone) {
  EXPECT_EQ(temporary_folder(variables({{"TMPDIR", "/scratch"}})), "/scratch");
  EXPECT_EQ(temporary_folder(variables({{"TMPDIR", ""}})), "/tmp");
  EXPECT_EQ(temporary_folder(variables({})), "/tmp");
}

}  // namespace
}  // namespace gpubench::doctor
