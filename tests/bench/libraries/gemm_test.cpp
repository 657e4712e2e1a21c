// The blas module as the program opens it: a provider is bound, each type is right after one product and
// wrong before.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_module.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

class GemmModule : public test::OpenedModule {
 protected:
  GemmModule() : OpenedModule("blas") {}
  const Benchmark& gemm() const { return only(); }
};

Axes small(const char* type) {
  return {{"type", type}, {"m", "130"}, {"n", "97"}, {"k", "61"}, {"cache", "hot"}};
}

TEST_F(GemmModule, ProviderIsNamedWithoutItsFolder) {
  const std::string provider = fact("blas.provider");
  EXPECT_EQ(provider.find('/'), std::string::npos) << provider;
  EXPECT_NE(provider.find(".so"), std::string::npos) << provider;
  if (provider.find("openblas") != std::string::npos) {
    EXPECT_GE(std::stoi(fact("openblas.threads")), 1);
    EXPECT_FALSE(fact("openblas.parallel").empty());
  }
}

TEST_F(GemmModule, WorkIsTheFormulas) {
  const Work work = gemm().work(small("f32"), {});
  EXPECT_EQ(work.flop.count, 2.0 * 130 * 97 * 61);
  EXPECT_EQ(work.read.count, 4U * (130 * 61 + 61 * 97));
  EXPECT_EQ(work.written.count, 4U * 130 * 97);
  EXPECT_EQ(gemm().memory_needed(small("f64"), {}).count, 8U * (130 * 61 + 61 * 97 + 130 * 97));
}

TEST_F(GemmModule, VerifyFailsBeforeAndPassesAfterAnApplication) {
  test::PlainBackend backend(2);
  test::PlainStream stream;
  Machine machine;
  machine.threads = 2;
  Context context{backend, machine, nullptr, 1};
  for (const char* type : {"f64", "f32"}) {
    const auto trial = gemm().make_trial(small(type), context);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
    trial->enqueue(stream);
    const Verdict first = trial->verify(1);
    EXPECT_EQ(first.correctness, Correctness::statistical) << first.detail;
    EXPECT_EQ(first.sha256.size(), 64U);
    EXPECT_EQ(trial->verify(1).digest, first.digest) << "verify() leaves the output as it was";
    trial->footprint()[2][8000] ^= std::byte{1};
    EXPECT_EQ(trial->verify(1).correctness, Correctness::bounded)
        << "the lowest bit of an element, sampled or not";
    EXPECT_EQ(trial->verify(1).correctness, Correctness::statistical);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
  }
}

TEST_F(GemmModule, EveryPointIsOneTheAxesAccept) {
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    const auto points = gemm().points(profile, {});
    EXPECT_FALSE(points.empty());
    for (const Axes& point : points) {
      for (const AxisDefinition& axis : gemm().description().axes) {
        EXPECT_EQ(canonical_value(axis, point.text(axis.name)), point.text(axis.name));
      }
    }
  }
}

}  // namespace
}  // namespace gpubench
