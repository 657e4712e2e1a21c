#include "harness/recorder.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "results/hash.hpp"
#include "results/store.hpp"
#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

using results::examples::Folder;
using testing::HasSubstr;

struct Pen {
  explicit Pen(const Folder& folder) {
    options.output = folder / "a.h5";
    session.places.resize(1);
    session.election.devices = {"d"};
    session.election.shares = {1};
  }

  Recorder recorder() { return {options, session, plan, {}, Recorder::Clock::now()}; }

  RunOptions options;
  Session session;
  Plan plan;
};

TEST(Recorder, MayFinishAgainWhereTheFileCouldNotBeBuilt) {
  const Folder folder;
  Pen pen(folder);
  Recorder recorder = pen.recorder();
  const results::Case kept = results::examples::measured();
  recorder.record(kept);
  std::ofstream(folder / "a.h5") << "somebody else's";
  try {
    recorder.finish("finished");
    FAIL() << "there is a file already";
  } catch (const results::Error& error) {
    EXPECT_EQ(error.code(), results::ExitCode::cannot_create);
    EXPECT_THAT(error.what(), HasSubstr("gpubench recover"));
  }
  EXPECT_THAT(results::verify_hashes(*results::open_results(folder / "a.h5.journal")), testing::IsEmpty());

  std::filesystem::remove(folder / "a.h5");
  recorder.finish("interrupted");
  EXPECT_EQ(recorder.launch().stop_reason, "finished");
  const auto file = results::open_results(folder / "a.h5");
  EXPECT_EQ(file->launches().at(0).stop_reason, "finished") << "the first end counts";
  EXPECT_EQ(file->read_case(0, kept.id), kept);
  EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.journal"));
}

TEST(Recorder, TheEndsFactsTakeThePlaceOfTheBeginningsAndADeadRunKeepsThose) {
  const Folder folder;
  Pen pen(folder);
  const std::vector<results::Fact> begin = {{"loaded", "library.a", "1", "0"}},
                                   end = {{"loaded", "library.a", "1", "0"},
                                          {"loaded", "library.b", "2", "0"}};
  Recorder recorder(pen.options, pen.session, pen.plan, begin, Recorder::Clock::now());
  recorder.set_environment(end);
  EXPECT_EQ(results::open_results(folder / "a.h5.journal")->launches().at(0).environment, begin);
  recorder.finish("finished");
  EXPECT_EQ(results::open_results(folder / "a.h5")->launches().at(0).environment, end);
}

TEST(Recorder, APlaceThatCanNotBeLookedAtIsOneClearError) {
  const Folder folder;
  Pen pen(folder);
  std::filesystem::create_symlink("loop", folder / "loop");
  pen.options.output = folder / "loop" / "a.h5";
  EXPECT_THROW(pen.recorder(), results::CreateError);
}

}  // namespace
}  // namespace gpubench
