// convolution by oneDNN as the program opens its module: right after a pass and wrong before.
#include <gtest/gtest.h>

#include "tests/bench/onednn/module.hpp"

/// LeakSanitizer asks it at the process's end. Its tracer sometimes dies of signal 11 in a process whose
/// threads ran what oneDNN compiles at run time.
extern "C" __attribute__((visibility("default"))) int __lsan_is_turned_off() {
  return gpubench::test::onednn_opened ? 1 : 0;
}

namespace gpubench {
namespace {

class OnednnModule : public test::OnednnModule {};

Axes point(const char* pass, const char* channels, const char* kernel, const char* stride) {
  return {{"type", "f32"}, {"pass", pass},    {"batch", "2"},     {"channels", channels},
          {"image", "14"}, {"filters", "32"}, {"kernel", kernel}, {"stride", stride}};
}

TEST_F(OnednnModule, EveryPassIsWrongBeforeAndRightAfter) {
  for (const char* pass : {"forward", "backward_data", "backward_filter"}) {
    for (const Axes& axes :
         {point(pass, "16", "3", "1"), point(pass, "3", "7", "2"), point(pass, "64", "1", "2")}) {
      const auto trial = only().make_trial(axes, context_);
      trial->reset();
      EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
      trial->enqueue(stream_);
      trial->enqueue(stream_);
      const Verdict verdict = trial->verify(2);
      EXPECT_EQ(verdict.correctness, Correctness::statistical) << axes.to_string() << ": " << verdict.detail;
      EXPECT_EQ(trial->facts().back(), std::pair(std::string("repeat"), std::string("identical")));
      trial->footprint()[0][3] ^= std::byte{0x40};  // The exponent of the first element.
      EXPECT_GE(trial->verify(2).correctness, Correctness::bounded) << "sampled or not";
    }
  }
}

TEST_F(OnednnModule, FactsNameTheLibraryWithoutItsFolder) {
  const std::string name = fact("onednn.library");
  EXPECT_NE(name.find(".so"), std::string::npos) << name;
  EXPECT_EQ(name.find('/'), std::string::npos) << name;
  EXPECT_EQ(fact("onednn.version").find("2."), 0U);
  EXPECT_FALSE(fact("onednn.isa").empty());
  EXPECT_EQ(fact("onednn.isa").find("cpu_isa"), std::string::npos);
}

}  // namespace
}  // namespace gpubench
