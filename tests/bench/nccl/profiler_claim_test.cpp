#include "bench/nccl/profiler_claim.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace gpubench {
namespace {

constexpr const char* kVariable = "NCCL_PROFILER_PLUGIN";

NcclProfilerSurroundings usual() {
  return {.nccl_version = 22809, .module_path = "/usr/lib/gpubench/gpubench_nccl.so"};
}

TEST(NcclProfilerClaim, NothingIsInTheWayUsually) {
  EXPECT_EQ(profiler_obstacle(usual()), "");
}

TEST(NcclProfilerClaim, SaysWhatIsInTheWay) {
  NcclProfilerSurroundings older = usual(), own = usual(), installed = usual(), unknown = usual(),
                           far = usual();
  older.nccl_version = 22605;
  own.variable_set = true;
  installed.default_installed = true;
  unknown.module_path.clear();
  far.module_path.assign(255, 'x');
  EXPECT_EQ(profiler_obstacle(older), "NCCL 2.26 has an older profiler interface than 2.27's");
  EXPECT_EQ(profiler_obstacle(own), "NCCL_PROFILER_PLUGIN is the user's own");
  EXPECT_EQ(profiler_obstacle(installed), "libnccl-profiler.so is NCCL's profiler here");
  EXPECT_EQ(profiler_obstacle(unknown), "the module's own file is not known");
  EXPECT_EQ(profiler_obstacle(far), "the module's path is longer than the 254 characters NCCL takes");
  far.module_path.pop_back();
  EXPECT_EQ(profiler_obstacle(far), "");
}

TEST(NcclProfilerClaim, ReadsConfigurationAsNcclDoes) {
  EXPECT_TRUE(sets_variable("NCCL_DEBUG=WARN\nNCCL_PROFILER_PLUGIN=inspector\n", kVariable));
  EXPECT_TRUE(sets_variable("NCCL_PROFILER_PLUGIN=", kVariable));
  EXPECT_FALSE(sets_variable("#NCCL_PROFILER_PLUGIN=inspector\n", kVariable));
  EXPECT_FALSE(sets_variable(" NCCL_PROFILER_PLUGIN=inspector", kVariable)) << "another name to NCCL";
  EXPECT_FALSE(sets_variable("NCCL_PROFILER_PLUGIN_X=inspector", kVariable));
  EXPECT_FALSE(sets_variable("", kVariable));
}

class Claim : public testing::Test {
 protected:
  void SetUp() override { unsetenv(kVariable); }
  void TearDown() override {
    unsetenv(kVariable);
    unsetenv("NCCL_CONF_FILE");
  }
};

TEST_F(Claim, NamesAFileThatExportsThePluginWhileItLives) {
  setenv("NCCL_CONF_FILE", "/nonexistent", 1);
  {
    const NcclProfilerClaim claim(22809);
    ASSERT_EQ(claim.obstacle(), "");
    ASSERT_NE(std::getenv(kVariable), nullptr);
    // This program holds the plugin here, and unlike a module can't be opened twice.
    EXPECT_TRUE(std::filesystem::equivalent(std::getenv(kVariable), "/proc/self/exe"));
  }
  EXPECT_EQ(std::getenv(kVariable), nullptr);
}

TEST_F(Claim, LeavesTheUsersOwnAlone) {
  setenv(kVariable, "none", 1);
  {
    const NcclProfilerClaim claim(22809);
    EXPECT_EQ(claim.obstacle(), "NCCL_PROFILER_PLUGIN is the user's own");
  }
  EXPECT_STREQ(std::getenv(kVariable), "none");
}

TEST_F(Claim, LeavesTheUsersConfigurationAlone) {
  const std::string file = testing::TempDir() + "gpubench_nccl.conf";
  std::ofstream(file) << "NCCL_PROFILER_PLUGIN=inspector\n";
  setenv("NCCL_CONF_FILE", file.c_str(), 1);
  const NcclProfilerClaim claim(22809);
  EXPECT_EQ(claim.obstacle(), "NCCL_PROFILER_PLUGIN is the user's own");
  EXPECT_EQ(std::getenv(kVariable), nullptr);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace gpubench
