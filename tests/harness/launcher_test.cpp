#include "harness/launcher.hpp"

#include <gtest/gtest.h>

#include <map>

namespace gpubench {
namespace {

using Variables = std::map<std::string, std::string>;

Launcher launcher_of(const Variables& variables) {
  return read_launcher([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

TEST(Launcher, WithoutVariablesThereIsOneProcess) {
  const Launcher launcher = launcher_of({});
  EXPECT_EQ(launcher.name, "");
  EXPECT_EQ(launcher.rank, 0);
  EXPECT_EQ(launcher.size, 1);
  EXPECT_TRUE(launcher.speaks);
}

TEST(Launcher, OpenMpiNamesRankAndSize) {
  const Launcher launcher = launcher_of({{"OMPI_COMM_WORLD_RANK", "3"}, {"OMPI_COMM_WORLD_SIZE", "8"}});
  EXPECT_EQ(launcher.name, "mpirun");
  EXPECT_EQ(launcher.rank, 3);
  EXPECT_EQ(launcher.size, 8);
  EXPECT_FALSE(launcher.speaks);
}

TEST(Launcher, SlurmStepWithPmix) {
  const Launcher launcher =
      launcher_of({{"PMIX_RANK", "1"}, {"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "4"}});
  EXPECT_EQ(launcher.name, "srun");
  EXPECT_EQ(launcher.rank, 1);
  EXPECT_EQ(launcher.size, 4);
}

TEST(Launcher, ABatchScriptIsOneProcess) {
  EXPECT_EQ(launcher_of({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}}).size, 1);
}

TEST(Launcher, MpirunInsideAStepIsMpiruns) {
  const Launcher launcher = launcher_of({{"OMPI_COMM_WORLD_RANK", "1"},
                                         {"OMPI_COMM_WORLD_SIZE", "2"},
                                         {"SLURM_PROCID", "0"},
                                         {"SLURM_STEP_NUM_TASKS", "1"}});
  EXPECT_EQ(launcher.size, 2);
}

TEST(Launcher, SeveralCommandLinesAreToldFromOne) {
  const auto contexts = [](const char* processes) {
    return launcher_of({{"OMPI_COMM_WORLD_RANK", "1"},
                        {"OMPI_COMM_WORLD_SIZE", "5"},
                        {"OMPI_APP_CTX_NUM_PROCS", processes}})
        .mixed;
  };
  EXPECT_FALSE(contexts("5"));
  EXPECT_TRUE(contexts("2 3"));
}

TEST(Launcher, NonsenseIsNoLauncher) {
  EXPECT_EQ(launcher_of({{"OMPI_COMM_WORLD_RANK", "x"}, {"OMPI_COMM_WORLD_SIZE", "8"}}).size, 1);
  EXPECT_EQ(launcher_of({{"OMPI_COMM_WORLD_RANK", "8"}, {"OMPI_COMM_WORLD_SIZE", "8"}}).size, 1);
  EXPECT_EQ(launcher_of({{"OMPI_COMM_WORLD_RANK", "-1"}, {"OMPI_COMM_WORLD_SIZE", "8"}}).size, 1);
}

TEST(Launcher, TheFirstRankOfEachCommandLineSpeaks) {
  for (const auto& [rank, speaks] :
       std::map<std::string, bool>{{"0", true}, {"1", false}, {"2", true}, {"3", false}}) {
    EXPECT_EQ(launcher_of({{"OMPI_COMM_WORLD_RANK", rank},
                           {"OMPI_COMM_WORLD_SIZE", "5"},
                           {"OMPI_APP_CTX_NUM_PROCS", "2 3"}})
                  .speaks,
              speaks)
        << rank;
  }
}

}  // namespace
}  // namespace gpubench
