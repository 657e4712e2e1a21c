/// A benchmark whose every answer to planning is set by the test.
#pragma once
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench::test {

inline AxisDefinition type_axis(std::vector<std::string> choices = {"f64", "f32"}) {
  AxisDefinition axis;
  axis.name = "type";
  axis.meaning = "Element type.";
  axis.kind = AxisDefinition::Kind::choice;
  axis.choices = std::move(choices);
  return axis;
}

inline AxisDefinition size_axis(const std::string& name = "size") {
  AxisDefinition axis;
  axis.name = name;
  axis.meaning = "Size of the buffer.";
  axis.kind = AxisDefinition::Kind::size;
  axis.size_min = 8_B;
  return axis;
}

inline AxisDefinition cache_axis() {
  AxisDefinition axis;
  axis.name = "cache";
  axis.meaning = "Whether caches hold the data.";
  axis.kind = AxisDefinition::Kind::choice;
  axis.choices = {"hot", "cold"};
  return axis;
}

class FakeBenchmark final : public Benchmark {
 public:
  explicit FakeBenchmark(std::string name, std::vector<AxisDefinition> axes = {type_axis(), size_axis()}) {
    description_.name = std::move(name);
    description_.backend = "host";
    description_.operation = "a[i] = b[i]";
    description_.check = "exact";
    description_.axes = std::move(axes);
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (points_throw_) throw std::runtime_error("planted: no points");
    std::vector<Axes> points = points_;
    if (profile == Profile::quick && points.size() > 1) points.resize(1);
    return points;
  }
  Work work(const Axes&, const Machine& machine) const override {
    if (work_throws_) throw std::runtime_error("planted: no work");
    Work work;
    work.flop.count = machine.threads;
    return work;
  }
  Bytes memory_needed(const Axes&, const Machine&) const override { return memory_; }
  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (throws_) throw std::runtime_error("planted: no answer");
    if (!obstacle_.empty() && axes.text("type") == "f32") return obstacle_;
    return std::nullopt;
  }
  Seconds nominal_time(const Axes&, const Machine&) const override { return nominal_; }
  std::unique_ptr<Trial> make_trial(const Axes&, Context&) const override { return nullptr; }

  Description description_;
  std::vector<Axes> points_ = {{{"type", "f64"}, {"size", "1MiB"}},
                               {{"type", "f64"}, {"size", "4MiB"}},
                               {{"type", "f32"}, {"size", "1MiB"}}};
  Bytes memory_ = 1_MiB;
  Seconds nominal_{1e-6};
  std::string obstacle_;  ///< Of the f32 points.
  bool throws_ = false;
  bool work_throws_ = false;
  bool points_throw_ = false;
};

inline Machine machine(int ranks = 1, Bytes memory = 8_GiB) {
  Machine machine;
  machine.memory_available = memory;
  machine.ranks = ranks;
  return machine;
}

}  // namespace gpubench::test
