#include "harness/manifest.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

using test::FakeBenchmark;
using testing::HasSubstr;
using testing::ThrowsMessage;

Manifest example() {
  AxisDefinition count;
  count.name = "count";
  count.kind = AxisDefinition::Kind::integer;
  count.integer_min = -3;
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
  auto benchmark = std::make_unique<FakeBenchmark>("collectives/all_reduce",
                                                   std::vector{test::type_axis(), test::size_axis(), count});
  benchmark->description_.scope = Scope::world;
  benchmark->description_.metric = Metric::bus_bandwidth;
  benchmark->description_.ranks_min = 2;
  benchmarks.push_back(std::move(benchmark));
  static constexpr RequiredLibrary kRequired[] = {{"libabsent.so.7", "no such driver"}, {nullptr, nullptr}};
  return make_manifest("mpi", benchmarks, kRequired);
}

TEST(Manifest, TextHoldsAllThatWasRegistered) {
  const Manifest read = manifest_from_json(to_json(example()));
  ASSERT_EQ(read.entries.size(), 1u);
  const ManifestEntry& entry = read.entries[0];
  EXPECT_EQ(read.module, "mpi");
  ASSERT_EQ(read.required.size(), 1u);
  EXPECT_EQ(read.required[0].file, "libabsent.so.7");
  EXPECT_EQ(read.required[0].reason, "no such driver");
  EXPECT_EQ(entry.description.name, "collectives/all_reduce");
  EXPECT_EQ(entry.description.scope, Scope::world);
  EXPECT_EQ(entry.description.metric, Metric::bus_bandwidth);
  EXPECT_EQ(entry.description.ranks_min, 2);
  ASSERT_EQ(entry.description.axes.size(), 3u);
  EXPECT_EQ(entry.description.axes[0].choices, test::type_axis().choices);
  EXPECT_EQ(entry.description.axes[1].size_min, 8_B);
  EXPECT_EQ(entry.description.axes[1].size_max, Bytes{UINT64_MAX});
  EXPECT_EQ(entry.description.axes[2].integer_min, -3);
  EXPECT_EQ(entry.description.axes[2].integer_max, INT64_MAX);
  EXPECT_EQ(entry.quick.size(), 1u);
  ASSERT_EQ(entry.thorough.size(), 3u);
  EXPECT_EQ(entry.thorough[2].to_string(), "type=f32 size=1MiB");
}

TEST(Manifest, TextIsStable) {
  EXPECT_EQ(to_json(manifest_from_json(to_json(example()))), to_json(example()));
}

TEST(Manifest, DamageIsNamed) {
  const std::string text = to_json(example());
  EXPECT_THAT([&] { manifest_from_json(text.substr(0, text.size() / 2)); },
              ThrowsMessage<std::runtime_error>(HasSubstr("not a manifest")));
  EXPECT_THROW(manifest_from_json("[]"), std::runtime_error);
  EXPECT_THROW(manifest_from_json("{}"), std::runtime_error);
  std::string other = text;
  other.replace(other.find("\"world\""), 7, "\"moon!\"");
  EXPECT_THAT([&] { manifest_from_json(other); }, ThrowsMessage<std::runtime_error>(HasSubstr("moon!")));
}

}  // namespace
}  // namespace gpubench
