#include "results/file_descriptor.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "results/error.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

TEST(ReadText, IsTheWholeFileAndNothingOverItsLimit) {
  const examples::Folder folder;
  const auto path = folder / "text";
  const std::string text(100000, 'x');
  std::ofstream(path) << text;
  EXPECT_EQ(read_text(path, 100000), text);
  EXPECT_THROW(read_text(path, 99999), DataError);
  EXPECT_THROW(read_text(folder / "absent", 1), InputError);
}

TEST(ReadText, WhatCannotBeReadIsAnErrorOfTheMachineThatNamesTheFile) {
  EXPECT_THAT([] { read_text("/proc/self/mem", 1 << 20); },
              testing::ThrowsMessage<IoError>(testing::HasSubstr("/proc/self/mem: read: ")));
}

}  // namespace
}  // namespace gpubench::results
