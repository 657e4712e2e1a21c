#include "results/store.hpp"

#include <gmock/gmock.h>
#include <hdf5.h>
#include <sys/stat.h>

#include <fstream>

#include "results/error.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using examples::Folder;
using testing::HasSubstr;
using testing::IsEmpty;

std::filesystem::path write_file(const std::filesystem::path& path, const Launch& launch,
                                 const std::vector<Case>& cases) {
  StoreWriter writer(path);
  writer.begin_launch(launch);
  for (const Case& c : cases) writer.write_case(c);
  writer.end_launch(launch);
  writer.finish(false);
  return path;
}

Launch hashed(Launch launch, const std::vector<Case>& cases) {
  std::vector<std::string> hashes;
  for (const Case& c : cases) hashes.push_back(c.hash);
  launch.hash = content_hash(launch, hashes);
  return launch;
}

std::string refusal(const std::filesystem::path& path) {
  try {
    const auto file = open_results(path);
    for (std::size_t i = 0; i < file->launches().size(); ++i)
      for (const CaseIndex& row : file->index(i)) file->read_case(i, row.id);
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
    return error.what();
  }
  return "";
}

TEST(Store, AFileOfSchema1IsReadAndHasNoTelemetry) {
  const auto file = open_results(std::filesystem::path(GPUBENCH_TEST_DATA) / "results/schema-1.h5");
  EXPECT_EQ(file->kind(), "HDF5, schema 1");
  EXPECT_TRUE(file->warnings().empty());
  EXPECT_TRUE(verify_hashes(*file).empty());
  ASSERT_EQ(file->index(0).size(), 2U);
  const Case c = file->read_case(0, file->index(0).front().id);
  EXPECT_EQ(c.name, "memory/triad");
  EXPECT_FALSE(c.samples.empty());
  EXPECT_TRUE(c.telemetry.empty());
}

TEST(Store, EveryMemberOfCaseAndLaunchComesBack) {
  const Folder folder;
  const std::vector<Case> cases = {examples::measured(), examples::skipped()};
  const Launch launch = hashed(examples::launch(), cases);

  const auto file = open_results(write_file(folder / "a.h5", launch, cases));

  ASSERT_EQ(file->launches().size(), 1U);
  EXPECT_EQ(file->launches()[0], launch);
  for (const Case& c : cases) EXPECT_EQ(file->read_case(0, c.id), c);
  EXPECT_EQ(file->index(0).at(0).axes, "type=f64 working_set=1MiB");
  EXPECT_EQ(file->index(0).at(1).reason, "no driver");
  EXPECT_THAT(file->warnings(), IsEmpty());
  EXPECT_THAT(verify_hashes(*file), IsEmpty());
}

TEST(Store, ShapesFromOneSampleToManyRanksComeBack) {
  const Folder folder;
  std::vector<Case> cases;
  unsigned seed = 1;
  for (const auto& [ranks, samples] :
       std::vector<std::pair<std::size_t, std::size_t>>{{1, 1}, {1, 512}, {1024, 100}, {3, 40000}})
    cases.push_back(examples::measured(ranks, samples, ++seed));
  const auto file = open_results(write_file(folder / "a.h5", examples::launch(), cases));
  for (const Case& c : cases)
    EXPECT_EQ(file->read_case(0, c.id), c) << c.samples.rows << 'x' << c.samples.columns;
}

TEST(Store, HoldsSeveralLaunchesOfTheSameCase) {
  const Folder folder;
  const Case c = examples::measured();
  StoreWriter writer(folder / "a.h5");
  for (int i = 0; i < 3; ++i) {
    const Launch launch = examples::launch();
    writer.begin_launch(launch);
    writer.write_case(c);
    writer.end_launch(launch);
  }
  writer.finish(false);
  const auto file = open_results(folder / "a.h5");
  ASSERT_EQ(file->launches().size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(file->read_case(i, c.id), c);
  EXPECT_THAT(verify_hashes(*file), IsEmpty());
}

TEST(Store, NothingIsLeftWhereFinishWasNotReached) {
  const Folder folder;
  { StoreWriter writer(folder / "a.h5"); }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Store, AnExistingFileIsReplacedOnlyWhenAsked) {
  const Folder folder;
  const auto path = write_file(folder / "a.h5", examples::launch(), {});
  {
    StoreWriter writer(path);
    EXPECT_THROW(writer.finish(false), CreateError);
  }
  EXPECT_EQ(open_results(path)->launches().size(), 1U);
  {
    StoreWriter writer(path);
    writer.finish(true);
  }
  EXPECT_EQ(open_results(path)->launches().size(), 0U);
}

TEST(Store, AFolderThatIsNotThereIsRefusedAtOnce) {
  EXPECT_THROW(StoreWriter("/nowhere/at/all.h5"), CreateError);
}

TEST(Store, ACaseWrittenTwiceIsRefused) {
  const Folder folder;
  StoreWriter writer(folder / "a.h5");
  writer.begin_launch(examples::launch());
  writer.write_case(examples::measured());
  EXPECT_THROW(writer.write_case(examples::measured()), IoError);
}

TEST(Store, ContentThatItsHashDoesNotFitIsFound) {
  const Folder folder;
  Case c = examples::measured();
  c.samples.values[3] += 1;  // the hash stays that of before
  const auto file = open_results(write_file(folder / "a.h5", examples::launch(), {c}));
  EXPECT_THROW(file->read_case(0, c.id), DataError);
  EXPECT_THAT(verify_hashes(*file), testing::ElementsAre(HasSubstr("its content is not what its hash says")));
}

TEST(Store, WhatIsNoResultFileIsNamedInOneLine) {
  const Folder folder;
  std::ofstream(folder / "empty");
  std::ofstream(folder / "text") << "hello, this is no HDF5";
  std::ofstream(folder / "front") << "\x89HDF\r\n\x1a\n and nothing of it";
  H5Fclose(H5Fcreate((folder / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
  EXPECT_THAT(refusal(folder / "absent"), HasSubstr("No such file"));
  EXPECT_THAT(refusal(folder.path()), HasSubstr("a folder"));
  EXPECT_THAT(refusal(folder / "empty"), HasSubstr("empty"));
  EXPECT_THAT(refusal(folder / "text"), HasSubstr("neither an HDF5 file nor a journal"));
  EXPECT_THAT(refusal(folder / "front"), HasSubstr("truncated or damaged"));
  EXPECT_THAT(refusal(folder / "foreign.h5"), HasSubstr("not gpubench's"));
}

}  // namespace
}  // namespace gpubench::results
