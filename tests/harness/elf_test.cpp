#include "harness/elf.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <stdexcept>

#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

TEST(ElfFile, WhatIsNoLibraryIsRefusedAndAPipeIsNotWaitedFor) {
  const results::examples::Folder folder;
  std::ofstream(folder / "text.so") << "no library, but long enough to hold the beginning of one";
  std::ofstream(folder / "empty.so");
  ASSERT_EQ(mkfifo((folder / "pipe.so").c_str(), 0600), 0);
  for (const char* name : {"text.so", "empty.so", "pipe.so", "absent.so", "."})
    EXPECT_THROW(read_elf_needs(folder / name), std::runtime_error) << name;
  EXPECT_NO_THROW(read_elf_needs("/proc/self/exe"));
}

}  // namespace
}  // namespace gpubench
