#include "harness/study/batches.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "harness/study/fresh_launch.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;
namespace synthetic = results::synthetic;
using testing::ElementsAre;
using testing::Pair;

class BatchesOfPairs : public testing::Test {
 protected:
  void SetUp() override { fs::create_directory(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  using Change = std::function<void(results::Case&)>;
  std::unique_ptr<results::ResultFile> file(const Change& change) {
    const synthetic::Settings settings;
    results::Launch launch = synthetic::launch(settings);
    const fs::path path = folder_ / (std::to_string(++made_) + ".h5");
    results::StoreWriter writer(path);
    writer.begin_launch(launch);
    for (const std::size_t place : {0, 1}) {
      results::Case c = synthetic::measured(settings, place);
      c.axes = {{"type", "f64"}};
      change(c);
      c.id = results::identity_of(c);
      writer.write_case(c);
    }
    writer.end_launch(launch);
    writer.finish(true);
    return results::open_results(path);
  }
  static void skip(results::Case& c) {
    c.status = results::Status::skipped;
    c.reason = "no time left";
    c.samples = {};
    c.participants.clear();
  }

  fs::path folder_ = fs::temp_directory_path() / ("batches-" + std::to_string(::getpid()));
  int made_ = 0;
};

TEST_F(BatchesOfPairs, AreThoseOfTheFirstLaunchThatMeasuredACase) {
  Batches batches;
  add_batches(*file([](results::Case& c) {
    c.batch = 4;
    if (c.name == "memory/case1") skip(c);
  }),
              batches);
  add_batches(*file([](results::Case& c) { c.batch = 16; }), batches);
  EXPECT_THAT(batches,
              ElementsAre(Pair("host memory/case0 type:f64", 4), Pair("host memory/case1 type:f64", 16)));
  EXPECT_EQ(batches_text(batches), "4 host memory/case0 type:f64\n16 host memory/case1 type:f64\n");
}

TEST_F(BatchesOfPairs, ANameThatWouldMakeAnotherLineIsLeftOut) {
  Batches batches;
  add_batches(*file([](results::Case& c) {
    if (c.name == "memory/case1") c.axes = {{"type", "f64\n9 host memory/case0"}};
  }),
              batches);
  EXPECT_EQ(batches.size(), 1U);
}

TEST_F(BatchesOfPairs, AreToldInWholeLinesThatAVariableHolds) {
  Batches batches;
  for (int i = 0; i < 3; ++i) batches[std::string(kVariableMax / 2 - 10, static_cast<char>('a' + i))] = 7;
  const std::string text = batches_text(batches);
  EXPECT_EQ(text.size(), 2 * (kVariableMax / 2 - 7));
  EXPECT_EQ(text.back(), '\n');
}

TEST_F(BatchesOfPairs, ALaunchSaysWhetherItWasGivenAny) {
  EXPECT_FALSE(has_given_batch(*file([](results::Case&) {})));
  EXPECT_TRUE(has_given_batch(*file([](results::Case& c) {
    if (c.name == "memory/case1") c.facts.emplace_back("batch_given", "1");
  })));
}

}  // namespace
}  // namespace gpubench
