/// One point of a benchmark: no verdict of right before it has run, right after, wrong again after a reset.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>

#include "bench/api/benchmark.hpp"

namespace gpubench::test {

/// Judges by expectations of gtest and prints what was found. Why the point can't be measured here, where
/// there is a reason: then nothing was judged, which is neither right nor wrong.
inline std::optional<std::string> judge_point(const Benchmark& benchmark, const Axes& axes,
                                              Context& context) {
  const std::string name = benchmark.description().name + ' ' + axes.to_string();
  SCOPED_TRACE(name);
  if (const auto obstacle = benchmark.obstacle(axes, context.machine)) return name + ": " + *obstacle;
  const auto trial = benchmark.make_trial(axes, context);
  const auto stream = context.backend.make_stream();
  trial->reset();
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "before it has run";
  trial->reset();
  const std::uint64_t applications = std::min<std::uint64_t>(2, trial->applications_max());
  for (std::uint64_t i = 0; i < applications; ++i) trial->enqueue(*stream);
  stream->synchronize();
  const Verdict verdict = trial->verify(applications);
  EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
  std::cout << name << " eta " << verdict.eta_max;
  for (const auto& [key, value] : trial->facts()) std::cout << "; " << key << ": " << value;
  std::cout << '\n';
  trial->reset();
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "after a reset";
  return std::nullopt;
}

}  // namespace gpubench::test
