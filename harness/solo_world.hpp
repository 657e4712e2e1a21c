/// SoloWorld: the world of one process, where there is no MPI or no need of it.
#pragma once
#include "bench/api/communicator.hpp"

namespace gpubench {

class SoloWorld final : public World {
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
  /// Throws std::out_of_range for a root other than 0.
  std::string broadcast(std::string_view text, int root) override;
  /// Null where the rank is not among them. Throws std::out_of_range for ranks that are not of this world.
  std::unique_ptr<World> subgroup(std::span<const int> ranks) override;
  Communicator* communicator() override { return nullptr; }
  /// Ends the process without destructors or flushing, as a lost job does.
  [[noreturn]] void abort(int exit_code) override;
};

}  // namespace gpubench
