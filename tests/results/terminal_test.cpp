#include "results/terminal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "results/file_descriptor.hpp"

namespace gpubench::results {
namespace {

/// A pseudo-terminal: its slave end is a terminal even where the test's own output is none.
class PseudoTerminal {
 public:
  PseudoTerminal() : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    ::grantpt(master_.get());
    ::unlockpt(master_.get());
  }
  std::string path() const { return ::ptsname(master_.get()); }

 private:
  FileDescriptor master_;
};

class FakeProcesses : public testing::Test {
 protected:
  FakeProcesses() : proc_(testing::TempDir() + "gpubench_proc_" + std::to_string(::getpid())) {
    std::filesystem::remove_all(proc_);
    add(30, "gpubench", 20);
    add(20, "wrap) (er", 10);
  }
  ~FakeProcesses() override { std::filesystem::remove_all(proc_); }

  void add(int pid, const std::string& name, int parent) {
    const auto folder = proc_ / std::to_string(pid);
    std::filesystem::create_directories(folder / "fd");
    std::ofstream(folder / "stat") << pid << " (" << name << ") S " << parent << " 1 1";
  }
  void add_launcher(const std::string& output) {
    add(10, "mpirun", 1);
    std::filesystem::create_symlink(output, proc_ / "10" / "fd" / "1");
  }
  Terminal find(int fd) {
    const auto variable = [this](const char* name) {
      const auto found = variables_.find(name);
      return found == variables_.end() ? nullptr : found->second.c_str();
    };
    return find_terminal({.variable = variable, .proc = proc_, .pid = 30, .fd = fd});
  }

  std::filesystem::path proc_;
  std::map<std::string, std::string> variables_{{"TERM", "xterm"}};
  PseudoTerminal terminal_;
};

TEST_F(FakeProcesses, ARankIsOnATerminalWhereItsLauncherIs) {
  variables_["OMPI_COMM_WORLD_RANK"] = "0";
  add_launcher(terminal_.path());
  EXPECT_TRUE(find(-1).is_terminal);
}

TEST_F(FakeProcesses, APseudoTerminalUnderALauncherThatWritesToAFileIsNone) {
  const FileDescriptor slave(::open(terminal_.path().c_str(), O_RDWR | O_NOCTTY));
  EXPECT_TRUE(find(slave.get()).is_terminal);
  variables_["OMPI_COMM_WORLD_RANK"] = "0";
  add_launcher((proc_ / "10" / "stat").string());
  EXPECT_FALSE(find(slave.get()).is_terminal);
}

TEST_F(FakeProcesses, ALauncherThatIsNotFoundIsNoTerminal) {
  const FileDescriptor slave(::open(terminal_.path().c_str(), O_RDWR | O_NOCTTY));
  variables_["PMIX_RANK"] = "0";
  EXPECT_FALSE(find(slave.get()).is_terminal);
}

TEST_F(FakeProcesses, WidthComesFromColumnsWhereTheTerminalHasNone) {
  const FileDescriptor slave(::open(terminal_.path().c_str(), O_RDWR | O_NOCTTY));
  EXPECT_EQ(find(slave.get()).width, 100u);
  variables_["COLUMNS"] = "77";
  EXPECT_EQ(find(slave.get()).width, 77u);
  EXPECT_EQ(find(-1).width, 0u);
}

TEST_F(FakeProcesses, NoColorAndDumbTerminalsGetNoColour) {
  const FileDescriptor slave(::open(terminal_.path().c_str(), O_RDWR | O_NOCTTY));
  EXPECT_TRUE(find(slave.get()).color);
  variables_["NO_COLOR"] = "1";
  EXPECT_FALSE(find(slave.get()).color);
  variables_.erase("NO_COLOR");
  variables_["TERM"] = "dumb";
  EXPECT_FALSE(find(slave.get()).color);
}

TEST(Sanitize, WhatSteersATerminalIsReplacedAndTextIsKept) {
  EXPECT_EQ(sanitize("triad größe µs 日本"), "triad größe µs 日本");
  EXPECT_EQ(sanitize("a\033[2Jb\nc\td\x7f"), "a?[2Jb?c?d?");
  EXPECT_EQ(sanitize("x\u202Ey\u2066z\u200Bw\u009B"), "x?y?z?w?");
  EXPECT_EQ(sanitize("\xff\xc0\xaf\xe2\x82"), "?????");
}

TEST(Shorten, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("größe"), 5u);
  EXPECT_EQ(display_width("日本"), 4u);
  EXPECT_EQ(shorten("größe", 5), "größe");
  EXPECT_EQ(shorten("größer", 5), "größ…");
  EXPECT_EQ(shorten("日本語", 4), "日…");
}

TEST(Terminal, TextIsBrokenAtBlanksAndNoWordIsLost) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrap("f32 m=8 n=512", 7), (Lines{"f32 m=8", "n=512"}));
  EXPECT_EQ(wrap("größe länger", 6), (Lines{"größe", "länger"}));
  EXPECT_EQ(wrap("convolution f32", 6), (Lines{"convol", "ution", "f32"}));
  EXPECT_EQ(wrap("  bidirectional_bandwidth", 20), (Lines{"  bidirectional_", "  bandwidth"}));
  EXPECT_EQ(wrap("größe漢字漢字", 6), (Lines{"größe", "漢字漢", "字"}));
  EXPECT_EQ(wrap("漢字", 1), (Lines{"漢", "字"}));
  EXPECT_EQ(wrap("a b", 0), (Lines{"a", "b"}));
  EXPECT_EQ(wrap("\xc3\xa4 b", 3), Lines{"\xc3\xa4 b"});
  EXPECT_EQ(wrap("", 4), Lines{""});
}

}  // namespace
}  // namespace gpubench::results
