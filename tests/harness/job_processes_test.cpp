#include "harness/job_processes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::Optional;

class ProcessIdOfHost : public testing::Test {
 protected:
  ~ProcessIdOfHost() override { std::filesystem::remove_all(root_); }
  SystemFiles in_name_space(const char* name) {
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_ / "proc/self/ns");
    std::filesystem::create_symlink(name, root_ / "proc/self/ns/pid");
    return SystemFiles(root_);
  }
  std::filesystem::path root_ = testing::TempDir() + "gpubench-pid-" + std::to_string(getpid());
};

TEST_F(ProcessIdOfHost, IsOnesOwnInTheFirstNameSpaceOnly) {
  EXPECT_EQ(process_id_of_host(in_name_space("pid:[4026531836]")), getpid());
  EXPECT_EQ(process_id_of_host(in_name_space("pid:[4026532201]")), std::nullopt);
  EXPECT_EQ(process_id_of_host(SystemFiles(root_ / "nothing")), std::nullopt);
}

TEST(JobProcesses, AreThoseOfOnesOwnHost) {
  test::on_ranks(4, [](test::ThreadWorld& world) {
    const auto here = gather_job_processes(world, {"a", "b", "a", "b"}, 100 + world.rank());
    const int first = 100 + world.rank() % 2;
    EXPECT_THAT(here, Optional(ElementsAre(first, first + 2)));
  });
}

TEST(JobProcesses, AreUnknownWhereOneOfTheHostIsInAContainerOfItsOwn) {
  test::on_ranks(3, [](test::ThreadWorld& world) {
    const auto own = world.rank() == 2 ? std::nullopt : std::optional(100 + world.rank());
    const auto here = gather_job_processes(world, {"a", "b", "a"}, own);
    EXPECT_EQ(here, world.rank() == 1 ? JobProcesses(std::vector<int>{101}) : std::nullopt);
  });
}

}  // namespace
}  // namespace gpubench
