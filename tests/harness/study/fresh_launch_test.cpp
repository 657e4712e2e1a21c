#include "harness/study/fresh_launch.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace gpubench {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// Not so where it is gone, or ended and nobody has asked how.
bool is_running(pid_t process) {
  std::string name, word, state;
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  file >> word >> name >> state;
  return !state.empty() && state != "Z";
}

class FreshLaunch : public testing::Test {
 protected:
  void SetUp() override { fs::create_directory(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  LaunchEnd run(const LaunchWords& words, LaunchOrder order = {}) {
    order.output = folder_ / "it's one.h5";
    return run_fresh(words, order, folder_ / "log");
  }
  std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  fs::path folder_ = fs::temp_directory_path() / ("launch-" + std::to_string(::getpid()));
};

TEST_F(FreshLaunch, TellsTheCommandItsOrder) {
  LaunchOrder order;
  order.pair = 3;
  order.position = "B";
  order.allocation = "job 7";
  order.seed = 11;
  order.cases = "host memory/triad\nhost compute/gemm";
  order.batches = "4 host memory/triad";
  const LaunchEnd end =
      run(shell_words("echo \"$GPUBENCH_PAIR|$GPUBENCH_POSITION|$GPUBENCH_ALLOCATION|"
                      "$GPUBENCH_SEED|$GPUBENCH_CASES|$GPUBENCH_BATCHES|$GPUBENCH_OUTPUT\"; exit 3"),
          order);
  EXPECT_EQ(end.code, 3);
  EXPECT_EQ(end.stopped, 0);
  EXPECT_EQ(text_of(folder_ / "log"),
            "3|B|job 7|11|host memory/triad\nhost compute/gemm|4 host memory/triad|" +
                (folder_ / "it's one.h5").string() + "\n");
}

TEST_F(FreshLaunch, WhatAnOuterStudySaidIsNotMeantForThisLaunch) {
  ::setenv("GPUBENCH_CASES", "host memory/triad", 1);
  ::setenv("GPUBENCH_BATCHES", "4 host memory/triad", 1);
  run(shell_words("echo \"[$GPUBENCH_CASES$GPUBENCH_BATCHES]\""));
  ::unsetenv("GPUBENCH_CASES");
  ::unsetenv("GPUBENCH_BATCHES");
  EXPECT_EQ(text_of(folder_ / "log"), "[]\n");
}

TEST_F(FreshLaunch, APlaceholderIsTheFileInWordsAndQuotedForAShell) {
  EXPECT_THAT(with_output({"measure", "--output={output}"}, "a b.h5"),
              ElementsAre("measure", "--output=a b.h5"));
  run(shell_words("touch {output}"));
  EXPECT_TRUE(fs::exists(folder_ / "it's one.h5"));
}

TEST_F(FreshLaunch, OpenMpiIsAskedToTellRanksOnOtherHosts) {
  LaunchOrder order;
  order.position = "A";
  run(shell_words("echo $OMPI_MCA_mca_base_env_list"), order);
  EXPECT_EQ(text_of(folder_ / "log"), "GPUBENCH_OUTPUT;GPUBENCH_POSITION\n");
}

TEST_F(FreshLaunch, WhereTheCommandGivesVariablesItselfOpenMpiIsAskedNothing) {
  const auto asked = [](const LaunchWords& words) {
    for (const auto& [name, value] : variables_of({}, words)) {
      if (name == "OMPI_MCA_mca_base_env_list") return true;
    }
    return false;
  };
  EXPECT_TRUE(asked({"mpirun", "-n", "8", "gpubench"}));
  EXPECT_FALSE(asked({"mpirun", "-x", "PATH", "gpubench"}));
  EXPECT_FALSE(asked(shell_words("mpirun -x PATH gpubench all")));
}

TEST_F(FreshLaunch, AnEndBySignalIsTold) {
  EXPECT_EQ(run(shell_words("kill -9 $$")).code, 128 + SIGKILL);
}

TEST_F(FreshLaunch, ACommandThatIsNotThereIsRefusedOrSaidByTheShell) {
  EXPECT_THROW(run({"/no/such/command"}), std::system_error);
  EXPECT_EQ(run(shell_words("/no/such/command")).code, 127);
  EXPECT_THAT(text_of(folder_ / "log"), HasSubstr("not found"));
}

TEST_F(FreshLaunch, AnInterruptIsPassedOnAndItsEndAwaited) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread interrupter([&] {
    while (!fs::exists(folder_ / "begun")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ::kill(::getpid(), SIGTERM);
  });
  const LaunchEnd end = run(shell_words("trap 'echo stopped; exit 9' TERM; touch '" +
                                        (folder_ / "begun").string() + "'; while :; do sleep 0.05; done"));
  interrupter.join();
  EXPECT_EQ(end.stopped, SIGTERM);
  EXPECT_EQ(end.code, 9);
  EXPECT_THAT(text_of(folder_ / "log"), testing::EndsWith("stopped\n"));
}

TEST_F(FreshLaunch, LeavesNoProcessOfItsOwn) {
  run(shell_words("exit 0"));
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST_F(FreshLaunch, WhereThisProcessIsKilledTheWholeGroupEnds) {
  // Another process of this program runs it, and is killed. What was started writes its own number first.
  const std::string script = "sleep 600 & echo $! > '" + (folder_ / "second").string() + "'; echo $$ > '" +
                             (folder_ / "first").string() + "'; wait";
  const pid_t killed = ::fork();
  if (killed == 0) {
    run(shell_words(script));
    ::_exit(0);
  }
  std::vector<pid_t> started;
  for (const char* name : {"second", "first"}) {
    while (text_of(folder_ / name).find('\n') == std::string::npos)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    started.push_back(std::stoi(text_of(folder_ / name)));
  }
  for (const pid_t one : started) EXPECT_EQ(::kill(one, 0), 0);
  ::kill(killed, SIGKILL);
  ::waitpid(killed, nullptr, 0);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  const auto any_left = [&] {
    return std::any_of(started.begin(), started.end(), [&](pid_t one) { return is_running(one); });
  };
  while (any_left() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(any_left());
  for (const pid_t one : started) ::kill(one, SIGKILL);
}

}  // namespace
}  // namespace gpubench
