/// The world of one rank.
#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/api/communicator.hpp"

namespace gpubench::test {

class WorldOfOne final : public World {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  void barrier() override {}
  void barrier_asleep() override {}
  void all_reduce_max(std::span<double>) override {}
  void all_reduce_min(std::span<double>) override {}
  void all_reduce_sum(std::span<double>) override {}
  std::vector<std::string> all_gather(std::string_view text) override { return {std::string(text)}; }
  std::vector<std::string> gather(std::string_view text) override { return {std::string(text)}; }
  std::string broadcast(std::string_view text, int) override { return std::string(text); }
  std::unique_ptr<World> subgroup(std::span<const int>) override { return std::make_unique<WorldOfOne>(); }
  Communicator* communicator() override { return nullptr; }
  void abort(int) override { throw std::logic_error("the world was given up"); }
};

}  // namespace gpubench::test
