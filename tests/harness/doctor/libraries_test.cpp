#include "harness/doctor/libraries.hpp"

#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;
using testing::Not;

Finding blas_finding(const char* core, const char* flags, const char* asked = nullptr) {
  const CapturedTree tree{{"/proc/cpuinfo", std::string("processor\t: 0\n") + flags}};
  Readings readings = some_readings(tree);
  readings.facts = {{"blas.provider", "libblas.so.3 build id 4f"}, {"openblas.corename", core}};
  if (asked != nullptr) readings.environment = variables({{"OPENBLAS_CORETYPE", asked}});
  return finding_of(check_libraries(readings), "library.blas");
}

constexpr const char* kAvx2 = "flags\t\t: fpu avx fma avx2\n";
constexpr const char* kAvx512 = "flags\t\t: fpu avx fma avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n";

TEST(DoctorLibraries, KernelsOfALesserProcessorAreAWarningThatNamesTheRightOnes) {
  const Finding finding = blas_finding("Haswell", kAvx512);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_EQ(finding.mend, "export OPENBLAS_CORETYPE=SkylakeX");
  EXPECT_THAT(finding.evidence, Not(HasSubstr("OPENBLAS_CORETYPE")));
  EXPECT_EQ(blas_finding("Prescott", kAvx2).mend, "export OPENBLAS_CORETYPE=Haswell");
  EXPECT_EQ(blas_finding("Haswell", kAvx2).result, Result::good);
  EXPECT_EQ(blas_finding("Zen", kAvx2).result, Result::good);
  EXPECT_EQ(blas_finding("Cooperlake", kAvx512).result, Result::good);
  EXPECT_EQ(blas_finding("Haswell", "flags\t\t: avx fma avx2 avx512f\n").result,
            Result::good);  // Knights Landing
  EXPECT_EQ(blas_finding("NEOVERSEN1", "Features\t: fp asimd\n").result, Result::good);
}

TEST(DoctorLibraries, KernelsOfALesserProcessorThatAreAskedForNameTheVariable) {
  const Finding finding = blas_finding("Haswell", kAvx512, "Haswell");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence,
              HasSubstr("for Haswell, as OPENBLAS_CORETYPE says, this processor could do more"));
  EXPECT_EQ(finding.mend, "export OPENBLAS_CORETYPE=SkylakeX");
}

TEST(DoctorLibraries, AnOpenBlasBuiltForOneProcessorIsToBeReplaced) {
  const CapturedTree tree{{"/proc/cpuinfo", std::string("processor\t: 0\n") + kAvx2}};
  Readings readings = some_readings(tree);
  readings.facts = {{"blas.provider", "libopenblas.so.0"},
                    {"openblas.corename", "Nehalem"},
                    {"openblas.config", "OpenBLAS 0.3.21 NO_AFFINITY Nehalem MAX_THREADS=64"}};
  EXPECT_THAT(finding_of(check_libraries(readings), "library.blas").mend, HasSubstr("libopenblas0-pthread"));
}

TEST(DoctorLibraries, ACoreTypeThatIsNotObeyedIsAWarning) {
  EXPECT_EQ(blas_finding("SkylakeX", kAvx512, "SKYLAKEX").result, Result::good);
  EXPECT_EQ(blas_finding("Haswell", kAvx2, "").result, Result::good) << "OpenBLAS takes empty for unset";
  const Finding finding = blas_finding("Haswell", kAvx2, "SkylakeX");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("OPENBLAS_CORETYPE=SkylakeX"));
}

TEST(DoctorLibraries, TheReferenceBlasIsAWarningAndOthersAreNot) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  EXPECT_EQ(finding_of(check_libraries(readings), "library.blas").result, Result::unknown);
  readings.facts = {{"blas.provider", "libblas.so.3.11.0 build id 4f"}, {"blas.name", "reference BLAS"}};
  const Finding finding = finding_of(check_libraries(readings), "library.blas");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_EQ(finding.mend, "apt-get install libopenblas0-pthread");
  readings.facts = {{"blas.provider", "libblis.so.4 build id 4f"}};
  EXPECT_EQ(finding_of(check_libraries(readings), "library.blas").result, Result::good);
}

TEST(DoctorLibraries, ASecondCopyOfALibraryIsAWarningThatSaysWhichIsTaken) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.copies = {{"libmpi.so.40", {"/usr/lib/libmpi.so.40.30.4"}}};
  EXPECT_EQ(finding_of(check_libraries(readings), "library.copies").result, Result::good);
  readings.copies.push_back({"libcudnn.so.9", {"/opt/a/libcudnn.so.9.19.0", "/usr/lib/libcudnn.so.9.10.2"}});
  const Finding finding = finding_of(check_libraries(readings), "library.copies.libcudnn.so.9");
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_EQ(
      finding.evidence,
      "/opt/a/libcudnn.so.9.19.0 is first on the loader's path, there is also /usr/lib/libcudnn.so.9.10.2");
}

Result version_result(const char* compiled, const char* loaded, const std::string& library,
                      const char* compiled_key, const char* loaded_key) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.facts = {{compiled_key, compiled}, {loaded_key, loaded}};
  return finding_of(check_libraries(readings), "library.version." + library).result;
}

TEST(DoctorLibraries, ALibraryOlderThanItsHeaderOrOfAnotherFirstNumberIsAWarning) {
  const auto cudnn = [](const char* compiled, const char* loaded) {
    return version_result(compiled, loaded, "cudnn", "cudnn.compiled", "cudnn.loaded");
  };
  EXPECT_EQ(cudnn("9.19.0", "9.19.0"), Result::good);
  EXPECT_EQ(cudnn("9.9.0", "9.19.0"), Result::good);  // as numbers, not as text
  EXPECT_EQ(cudnn("9.19.0", "9.9.0"), Result::warning);
  EXPECT_EQ(cudnn("9.19.0", "10.0.0"), Result::warning);
  EXPECT_EQ(cudnn("9.19.0", "none"), Result::unknown);
  EXPECT_EQ(version_result("2.28.9", "2.27.0", "nccl", "nccl.compiled", "nccl.loaded"), Result::warning);
}

TEST(DoctorLibraries, AnotherMpiThanTheOneBuiltAgainstIsAWarning) {
  const auto mpi = [](const char* compiled, const char* loaded) {
    return version_result(compiled, loaded, "mpi", "mpi.compiled", "mpi.library");
  };
  EXPECT_EQ(mpi("Open MPI 4.1.4", "Open MPI v4.1.4, package: Debian OpenMPI"), Result::good);
  EXPECT_EQ(mpi("Open MPI 4.1.4", "Open MPI v4.1.6, package: Debian OpenMPI"), Result::good);
  EXPECT_EQ(mpi("Open MPI 4.1.4", "Open MPI v4.0.5, package: Debian OpenMPI"), Result::warning);
  EXPECT_EQ(mpi("MPICH 4.0.2", "MPICH Version:      4.0.2\nMPICH Release date: 2022"), Result::good);
  EXPECT_EQ(mpi("MPICH 4.0.2", "Open MPI v4.1.4, package"), Result::warning);
}

}  // namespace
}  // namespace gpubench::doctor
