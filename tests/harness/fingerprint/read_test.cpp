#include "harness/fingerprint/read.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "harness/fingerprint/fingerprint.hpp"
#include "results/error.hpp"
#include "results/hdf5.hpp"
#include "results/store.hpp"
#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

using results::DataError;
using results::Fact;
using results::Launch;
using results::UsageError;
using testing::HasSubstr;

std::vector<Fact> some_merged_facts() {
  return merge_facts({{{"image", "os.id", "debian", ""}, {"run", "variable.OMP_X", "\xc3\xa4 \xff", ""}},
                      {{"image", "os.id", "debian", ""}, {"run", "variable.OMP_X", "2", ""}}});
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

std::string json_refusal(const std::string& json) {
  try {
    facts_from_json(json, "x.json");
  } catch (const DataError& error) {
    return error.what();
  }
  return "taken";
}

TEST(ReadFingerprint, WhatIsPrintedAsJsonIsReadBackWithoutADifference) {
  const auto read = facts_from_json(fingerprint_json(some_merged_facts()), "x.json");
  const FingerprintDifference difference = difference_of(some_merged_facts(), read);
  EXPECT_EQ(read.size(), 3U);
  EXPECT_EQ(difference.facts.size(), 1U);  // the byte that is no UTF-8 is a replacement character there
  EXPECT_EQ(difference.scopes[0].differences + difference.scopes[1].differences, 1U);
  const auto again =
      facts_from_json(fingerprint_json(merge_facts({{{"run", "a", "\xc3\xa4", ""}}})), "x.json");
  EXPECT_EQ(again, (std::vector<Fact>{{"run", "a", "\xc3\xa4", "0"}}));
}

TEST(ReadFingerprint, AChangedFactIsRefused) {
  const std::string json = fingerprint_json(some_merged_facts());
  EXPECT_EQ(json_refusal(json), "taken");
  EXPECT_THAT(json_refusal(replaced(json, "\"debian\"", "\"ubuntu\"")),
              HasSubstr("x.json, image: its sha256"));
}

TEST(ReadFingerprint, WhatIsNoFingerprintIsRefusedByName) {
  const std::string json = fingerprint_json(some_merged_facts());
  EXPECT_THAT(json_refusal("{"), HasSubstr("not JSON"));
  EXPECT_THAT(json_refusal("[]"), HasSubstr("no object"));
  EXPECT_THAT(json_refusal("{}"), HasSubstr("no schema"));
  EXPECT_THAT(json_refusal(replaced(json, "fingerprint/1", "fingerprint/2")), HasSubstr("schema is not"));
  EXPECT_THAT(json_refusal(replaced(json, "\"facts\"", "\"fact\"")), HasSubstr("no facts"));
  EXPECT_THAT(json_refusal(replaced(json, "\"debian\"", "7")), HasSubstr("value is number"));
  EXPECT_THAT(json_refusal(R"({"schema": "gpubench-fingerprint/1", "image": 3})"), HasSubstr("image"));
  EXPECT_THAT(json_refusal(std::string(100000, '[')), HasSubstr("not JSON"));
}

TEST(ReadFingerprint, FilesAreToldApartByTheirContent) {
  const results::examples::Folder folder;
  std::ofstream(folder / "a.json") << "\n " << fingerprint_json(some_merged_facts());
  std::ofstream(folder / "b.h5") << "nothing of ours";
  std::ofstream(folder / "empty.json");
  EXPECT_EQ(read_fingerprint(folder / "a.json").origin, "a fingerprint as JSON");
  EXPECT_THROW(read_fingerprint(folder / "b.h5"), DataError);
  EXPECT_THROW(read_fingerprint(folder / "empty.json"), DataError);
  EXPECT_THROW(read_fingerprint(folder / "absent.json"), results::InputError);
  EXPECT_THROW(read_fingerprint(folder.path()), results::InputError);
  EXPECT_THROW(read_fingerprint((folder / "a.json").string() + "@1"), UsageError);
}

TEST(ReadFingerprint, AResultFilesLaunchIsTaken) {
  const results::examples::Folder folder;
  results::StoreWriter writer(folder / "a@2.h5");
  std::vector<Launch> launches;
  for (const char* site : {"one", "two"}) {
    launches.push_back(results::examples::launch());
    launches.back().ulid = std::string("01AAAAAAAAAAAAAAAAAAAAAAA") + (site[0] == 'o' ? "1" : "2");
    launches.back().site = site;
    launches.back().environment = {{"image", "os.id", site, "0"}};
    writer.begin_launch(launches.back());
    writer.end_launch(launches.back());
  }
  writer.finish(false);
  const std::string name = folder / "a@2.h5";
  EXPECT_THROW(read_fingerprint(name), UsageError);
  EXPECT_EQ(read_fingerprint(name + "@2").facts[0].value, "two");
  EXPECT_EQ(read_fingerprint(name + "@" + launches[0].ulid).facts[0].value, "one");
  EXPECT_THAT(read_fingerprint(name + "@1").origin, HasSubstr("2 ranks"));
}

/// The value of a file's only fact becomes another, its hashes stay.
void change_fact(const std::string& path, const std::string& launch, const std::string& value) {
  using results::H5Handle;
  const H5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
  const H5Handle facts(H5Dopen2(file.get(), ("launch/" + launch + "/environment").c_str(), H5P_DEFAULT),
                       H5Dclose);
  const H5Handle text(H5Tcopy(H5T_C_S1), H5Tclose);
  ASSERT_GE(H5Tset_size(text.get(), value.size()), 0);
  ASSERT_GE(H5Tset_cset(text.get(), H5T_CSET_UTF8), 0);
  ASSERT_GE(H5Tset_strpad(text.get(), H5T_STR_NULLPAD), 0);
  const H5Handle column(H5Tcreate(H5T_COMPOUND, value.size()), H5Tclose);
  ASSERT_GE(H5Tinsert(column.get(), "value", 0, text.get()), 0);
  ASSERT_GE(H5Dwrite(facts.get(), column.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, value.data()), 0);
}

TEST(ReadFingerprint, AResultFileWhoseEnvironmentWasChangedIsRefusedByName) {
  const results::examples::Folder folder;
  const std::string name = folder / "a.h5";
  results::StoreWriter writer(name);
  Launch launch = results::examples::launch();
  launch.environment = {{"image", "os.id", "debian", "0"}};
  writer.begin_launch(launch);
  writer.end_launch(launch);
  writer.finish(false);
  EXPECT_EQ(read_fingerprint(name).facts[0].value, "debian");
  change_fact(name, launch.ulid, "ubuntu");
  try {
    read_fingerprint(name);
    FAIL() << "taken";
  } catch (const DataError& error) {
    EXPECT_THAT(error.what(), testing::StartsWith(name + ": launch "));
    EXPECT_THAT(error.what(), HasSubstr("not what its hash says"));
  }
}

TEST(FindLaunch, TheOnlyOneNeedsNoName) {
  std::vector<Launch> launches(1);
  launches[0].ulid = "01AAAAAAAAAAAAAAAAAAAAAAAA";
  EXPECT_EQ(find_launch(launches, "", "f"), 0U);
  EXPECT_EQ(find_launch(launches, "1", "f"), 0U);
  EXPECT_EQ(find_launch(launches, "01A", "f"), 0U);
  EXPECT_THROW(find_launch(launches, "2", "f"), UsageError);
  EXPECT_THROW(find_launch(launches, "01B", "f"), UsageError);
  EXPECT_THROW(find_launch({}, "", "f"), DataError);
}

TEST(FindLaunch, OfSeveralOneIsNamedWithoutDoubt) {
  std::vector<Launch> launches(6);
  for (std::size_t i = 0; i < launches.size(); ++i)
    launches[i].ulid = "01AAAAAAAAAAAAAAAAAAAAAAA" + std::to_string(i);
  EXPECT_EQ(find_launch(launches, "01AAAAAAAAAAAAAAAAAAAAAAA3", "f"), 3U);
  EXPECT_EQ(find_launch(launches, "6", "f"), 5U);
  EXPECT_THROW(find_launch(launches, "01A", "f"), UsageError);
  EXPECT_THROW(find_launch(launches, "0", "f"), UsageError);
  try {
    find_launch(launches, "", "f");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("holds 6 launches: name one after @: 1 (01AAA"));
    EXPECT_THAT(error.what(), HasSubstr("2 more"));
  }
}

}  // namespace
}  // namespace gpubench
