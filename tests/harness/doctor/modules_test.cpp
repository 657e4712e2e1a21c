#include "harness/doctor/modules.hpp"

#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

const ModuleState kNoDriver{"cuda", "no CUDA driver (libcuda.so.1 is not found)", true};

TEST(DoctorModules, UsableIsGoodAndWhatIsNotBuiltIsANoteThatSaysWhatABuildNeeds) {
  const CapturedTree tree;
  const Findings findings = check_modules(some_readings(tree));
  EXPECT_EQ(finding_of(findings, "module.mpi").result, Result::good);
  const Finding absent = finding_of(findings, "module.fftw");
  EXPECT_EQ(absent.result, Result::note);
  EXPECT_EQ(absent.mend, "apt-get install libfftw3-dev, then build again");
  EXPECT_EQ(findings.size(), 9u);
  EXPECT_EQ(overall(findings), Result::good);
}

TEST(DoctorModules, ALibraryThatIsNotFoundIsAWarningWithItsPackage) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.modules[0].reason = "libblas.so.3 is not found: install it";
  const Finding finding = finding_of(check_modules(readings), "module.blas");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_EQ(finding.evidence, "libblas.so.3 is not found: install it");
  EXPECT_EQ(finding.mend, "apt-get install libopenblas0-pthread");
}

TEST(DoctorModules, AModuleOfAnotherBuildIsToBeBuiltAgain) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.modules[1].reason = "module of another build (a, the program is b)";
  const Finding finding = finding_of(check_modules(readings), "module.mpi");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.mend, HasSubstr("together"));
}

TEST(DoctorModules, NoDriverIsANoteWithoutADeviceAndAWarningBesideOne) {
  const CapturedTree plain;
  Readings readings = some_readings(plain);
  readings.modules = {kNoDriver};
  const Finding note = finding_of(check_modules(readings), "module.cuda");
  EXPECT_EQ(note.result, Result::note);
  EXPECT_EQ(note.evidence, "absent: " + kNoDriver.reason);

  const CapturedTree device{{"/dev/nvidia0", ""}};
  readings.files = device.files();
  EXPECT_EQ(finding_of(check_modules(readings), "module.cuda").result, Result::warning);

  readings.files = plain.files();
  readings.driver.has_library = true;  // then it is something else that is missing
  EXPECT_EQ(finding_of(check_modules(readings), "module.cuda").result, Result::warning);
}

}  // namespace
}  // namespace gpubench::doctor
