#include "bench/native/stencil.hpp"

#include <gtest/gtest.h>

#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{32_KiB, 1_MiB, 16_MiB, 64_GiB, 2, 1};

enum class Fault { none, west_twice, rim_left_out, planes_forgotten };

/// The definition, point by point, and with a fault.
template <class T, Fault fault>
void naive(Stream&, const kernels::StencilArguments<T>& x) {
  const std::size_t row = x.width, plane = x.width * x.height;
  const auto inner = [](std::size_t i, std::size_t n) { return i > 0 && i + 1 < n; };
  for (std::size_t p = 0; p < plane * x.depth; ++p) {
    const bool space = x.depth > 1;
    if (!inner(p % row, x.width) || !inner(p % plane / row, x.height) ||
        (space && !inner(p / plane, x.depth))) {
      if (fault != Fault::rim_left_out) x.out[p] = x.in[p];
      continue;
    }
    T sum = x.in[p - 1] + x.in[fault == Fault::west_twice ? p - 1 : p + 1] + x.in[p - row] + x.in[p + row];
    if (space && fault != Fault::planes_forgotten) sum += x.in[p - plane] + x.in[p + plane];
    x.out[p] = x.center * x.in[p] + x.neighbor * sum;
  }
}

template <Fault fault>
Verdict verdict_of(const char* type, const char* dimensions) {
  const auto benchmark = stencil_benchmark({"host", naive<float, fault>, naive<double, fault>});
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  const auto trial =
      benchmark->make_trial({{"type", type}, {"dimensions", dimensions}, {"side", "19"}}, context);
  const auto stream = backend.make_stream();
  trial->reset();
  trial->enqueue(*stream);
  return trial->verify(1);
}

TEST(StencilBenchmark, JudgesRightAndWrongKernels) {
  for (const char* type : {"f32", "f64"}) {
    for (const char* dimensions : {"2", "3"}) {
      const Verdict verdict = verdict_of<Fault::none>(type, dimensions);
      EXPECT_EQ(verdict.correctness, Correctness::identical) << verdict.detail;
      EXPECT_EQ(verdict_of<Fault::west_twice>(type, dimensions).correctness, Correctness::wrong);
      EXPECT_EQ(verdict_of<Fault::rim_left_out>(type, dimensions).correctness, Correctness::wrong);
    }
    EXPECT_EQ(verdict_of<Fault::planes_forgotten>(type, "3").correctness, Correctness::wrong);
  }
}

TEST(StencilBenchmark, CountsEachPointOnceEachWayAndFlopWithinTheRim) {
  const auto benchmark = stencil_benchmark({"host", naive<float, Fault::none>, naive<double, Fault::none>});
  const Work plane = benchmark->work({{"type", "f64"}, {"dimensions", "2"}, {"side", "100"}}, kMachine);
  EXPECT_EQ(plane.read, 80000_B);
  EXPECT_EQ(plane.written, 80000_B);
  EXPECT_EQ(plane.flop.count, 6.0 * 98 * 98);
  const Work space = benchmark->work({{"type", "f32"}, {"dimensions", "3"}, {"side", "10"}}, kMachine);
  EXPECT_EQ(space.read, 4000_B);
  EXPECT_EQ(space.flop.count, 8.0 * 8 * 8 * 8);
}

}  // namespace
}  // namespace gpubench
