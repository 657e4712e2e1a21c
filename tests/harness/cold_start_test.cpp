#include "harness/cold_start.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "harness/first_result.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

TEST(FirstResult, IsReadAsItWasWritten) {
  const FirstResult written{Nanoseconds(1), Nanoseconds(2), Nanoseconds(3),
                            Nanoseconds(5), Nanoseconds(8), true};
  const FirstResult read = first_result_from_text(to_text(written));
  EXPECT_EQ(read.begin, Nanoseconds(1));
  EXPECT_EQ(read.found, Nanoseconds(2));
  EXPECT_EQ(read.loaded, Nanoseconds(3));
  EXPECT_EQ(read.opened, Nanoseconds(5));
  EXPECT_EQ(read.verified, Nanoseconds(8));
  EXPECT_TRUE(read.right);
  EXPECT_THROW(first_result_from_text("{}"), std::invalid_argument);
  EXPECT_THROW(first_result_from_text("gpubench: no"), std::invalid_argument);
}

TEST(FirstResult, OfTheHostIsRightAndItsStagesFollowEachOther) {
  const FirstResult result = reach_first_result("host", 0, kFirstOperation, Nanoseconds(7));
  EXPECT_TRUE(result.right);
  EXPECT_EQ(result.begin, Nanoseconds(7));
  EXPECT_LT(result.begin, result.found);
  EXPECT_LE(result.found, result.loaded);
  EXPECT_LT(result.loaded, result.opened);
  EXPECT_LT(result.opened, result.verified);
  EXPECT_THROW(reach_first_result("host", 0, "memory/none", {}), std::runtime_error);
  EXPECT_THROW(reach_first_result("nowhere", 0, kFirstOperation, {}), std::runtime_error);
}

/// A program that is a script, and the benchmark that starts it.
class ColdStart : public testing::Test {
 protected:
  ColdStart() {
    fs::create_directories(folder_);
    context_.seed = 1;
  }
  ~ColdStart() override { fs::remove_all(folder_); }

  std::unique_ptr<Trial> trial_of(const std::string& script) {
    const fs::path program = folder_ / "program";
    std::ofstream(program) << "#!/bin/sh\n" << script;
    fs::permissions(program, fs::perms::owner_all);
    benchmark_ = cold_start_benchmark("host", "memory/triad", timeout_, program);
    auto trial = benchmark_->make_trial({}, context_);
    trial->reset();
    return trial;
  }
  static std::string says(bool right) {
    return "echo '" +
           to_text({Nanoseconds(1), Nanoseconds(2), Nanoseconds(1000002), Nanoseconds(3000002),
                    Nanoseconds(3000502), right}) +
           "'\n";
  }

  Seconds timeout_{60};
  fs::path folder_ = fs::temp_directory_path() / ("gpubench-cold-start-" + std::to_string(::getpid()));
  test::PlainBackend backend_;
  Context context_{backend_, {}};
  std::unique_ptr<Benchmark> benchmark_;
  test::PlainStream stream_;
};

TEST_F(ColdStart, CountsProcessesThatCameToARightResult) {
  const auto trial = trial_of("test \"$*\" = 'first-result host 0 memory/triad' || exit 1\n" + says(true));
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
  trial->enqueue(stream_);
  trial->enqueue(stream_);
  EXPECT_EQ(trial->verify(2).correctness, Correctness::identical);
  EXPECT_EQ(trial->verify(3).correctness, Correctness::wrong);
  trial->reset();
  EXPECT_EQ(trial->verify(2).correctness, Correctness::wrong);
}

TEST_F(ColdStart, SplitsTheTimeByStages) {
  const auto trial = trial_of(says(true));
  EXPECT_EQ(trial->facts()[2], (std::pair<std::string, std::string>{"library_load_ms", "unknown"}));
  trial->enqueue(stream_);
  EXPECT_EQ(trial->facts()[2], (std::pair<std::string, std::string>{"library_load_ms", "1.000"}));
  EXPECT_EQ(trial->facts()[3], (std::pair<std::string, std::string>{"open_ms", "2.000"}));
}

TEST_F(ColdStart, AProcessThatLastsLongerThanTheTimeoutIsKilled) {
  timeout_ = Seconds(0.2);
  const auto trial = trial_of("exec sleep 30\n");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(trial->enqueue(stream_), std::runtime_error);
  EXPECT_LT(Seconds(std::chrono::steady_clock::now() - begin), Seconds(20));
}

TEST_F(ColdStart, AProcessWhoseResultIsWrongIsNotCounted) {
  const auto trial = trial_of(says(false));
  trial->enqueue(stream_);
  const Verdict verdict = trial->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.detail, "0 processes came to a right result, not 1");
}

TEST_F(ColdStart, AProcessThatFailsOrSaysSomethingElseFailsTheCase) {
  EXPECT_THROW(trial_of("exit 70")->enqueue(stream_), std::runtime_error);
  EXPECT_THROW(trial_of("echo hello")->enqueue(stream_), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
