#include "harness/reference_file.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "results/error.hpp"
#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ReferenceFile : public testing::Test {
 protected:
  ReferenceFile() {
    for (const char* name : {"epyc-two-cores.h5", "xeon-h200.h5", "zen.h5", "readme.txt"})
      std::ofstream(folder_ / name) << "figures";
  }
  std::string refusal(const std::string& name) const {
    try {
      return "found " + find_reference(name, folder_.path()).string();
    } catch (const results::InputError& error) {
      return error.what();
    }
  }
  results::examples::Folder folder_;
};

TEST_F(ReferenceFile, IsFoundByItsStem) {
  EXPECT_EQ(find_reference("xeon-h200", folder_.path()), folder_ / "xeon-h200.h5");
}

TEST_F(ReferenceFile, IsFoundByItsPathWhateverTheFolderHolds) {
  const std::filesystem::path path = folder_ / "zen.h5";
  EXPECT_EQ(find_reference(path.string(), "/nonexistent"), path);
}

TEST_F(ReferenceFile, AnUnknownNameIsAnsweredWithThoseThereTheNearestFirst) {
  EXPECT_THAT(refusal("xeon-h100"), AllOf(HasSubstr("--reference 'xeon-h100': no such file"),
                                          HasSubstr("there are xeon-h200, epyc-two-cores, zen")));
  EXPECT_THAT(refusal("none"), HasSubstr("there are epyc-two-cores, xeon-h200, zen"));
}

TEST_F(ReferenceFile, ANameDoesNotLeaveTheFolder) {
  std::filesystem::create_directory(folder_ / "inner");
  EXPECT_THROW(find_reference("../zen", folder_ / "inner"), results::InputError);
}

TEST_F(ReferenceFile, WhereThereIsNoneTheFolderIsNamed) {
  std::filesystem::create_directory(folder_ / "empty");
  EXPECT_THROW(find_reference("", folder_.path()), results::InputError);
  try {
    find_reference("zen", folder_ / "empty");
    FAIL() << "found";
  } catch (const results::InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("no reference is in"), HasSubstr("empty")));
  }
}

}  // namespace
}  // namespace gpubench
