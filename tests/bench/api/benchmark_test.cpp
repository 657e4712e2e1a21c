#include "bench/api/benchmark.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

class WorkOnly final : public Benchmark {
 public:
  WorkOnly(Work work, Scope scope) : work_(work) { description_.scope = scope; }
  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return {}; }
  Work work(const Axes&, const Machine&) const override { return work_; }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {}; }
  std::unique_ptr<Trial> make_trial(const Axes&, Context&) const override { return nullptr; }

 private:
  Work work_;
  Description description_;
};

double nominal(const Work& work) {
  return WorkOnly(work, Scope::device).nominal_time({}, {}).count();
}

TEST(Benchmark, NominalTimeIsThatOfTheSlowestResource) {
  Work work;
  EXPECT_DOUBLE_EQ(nominal(work), 1e-6);
  work.read = {50'000};
  work.written = {100'000};
  EXPECT_DOUBLE_EQ(nominal(work), 3e-6);
  work.flop = {250'000};
  EXPECT_DOUBLE_EQ(nominal(work), 5e-6);
  work.operations = 7;
  EXPECT_DOUBLE_EQ(nominal(work), 7e-6);
}

TEST(Benchmark, RanksOfAWorldAreAsSlowAsTheSlowest) {
  EXPECT_EQ(WorkOnly({}, Scope::world).across_ranks({}), AcrossRanks::max);
  EXPECT_EQ(WorkOnly({}, Scope::device).across_ranks({}), AcrossRanks::each);
}

TEST(DataType, WordsRoundTrip) {
  for (const DataType type : {DataType::f16, DataType::bf16, DataType::f32, DataType::f64, DataType::s32}) {
    EXPECT_EQ(parse_data_type(to_string(type)), type);
  }
  EXPECT_EQ(size_of(DataType::bf16), 2U);
  EXPECT_EQ(size_of(DataType::s32), 4U);
  EXPECT_EQ(size_of(DataType::f64), 8U);
  EXPECT_THROW(parse_data_type("float"), std::invalid_argument);
  EXPECT_EQ(parse_reduction("max"), Reduction::max);
  EXPECT_THROW(parse_reduction("min"), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
