#include "harness/child.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>

namespace gpubench {
namespace {

std::string run(const std::string& script, Seconds limit = Seconds(20)) {
  return output_of("/bin/sh", {"-c", script}, limit);
}

/// What is said of a script that fails.
std::string failure_of(const std::string& script, Seconds limit = Seconds(20)) {
  try {
    run(script, limit);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

TEST(Child, WhatItWritesIsRead) {
  EXPECT_EQ(run("echo one; echo two"), "one\ntwo\n");
  EXPECT_EQ(run("exit 0"), "");
  EXPECT_EQ(run("head -c 300000 /dev/zero").size(), 300000U) << "more than a pipe holds";
}

TEST(Child, HowItEndedIsTold) {
  EXPECT_EQ(failure_of("echo half; exit 3"), "/bin/sh: it ended with code 3");
  EXPECT_EQ(failure_of("kill -9 $$"), "/bin/sh: it was killed by signal 9");
  EXPECT_THROW(output_of("/nowhere/at/all", {}, Seconds(1)), std::runtime_error);
}

TEST(Child, OneThatDoesNotEndIsKilledAtTheLimit) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(failure_of("exec sleep 60", Seconds(0.2)), "/bin/sh: it did not end within 0.2 s");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace gpubench
