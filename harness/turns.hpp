/// Turns: participants that measure one after another, and yet decide together.
#pragma once
#include "bench/api/communicator.hpp"

namespace gpubench {

/// One participant's place in the row. Samples taken between two agreements are taken by one participant
/// after another, in the order of their ranks, while the others sleep; so batch, warm-up and number of
/// samples, which are agreed, are the same on all. Between two agreements all take samples or none does.
class Turns {
 public:
  /// The participants. Must outlive this.
  explicit Turns(World& world) : world_(world) {}

  /// Waits until it is this participant's turn; nothing where it is.
  void begin();
  /// Hands over, and waits until all have had their turn; nothing where none was begun.
  void end();

 private:
  World& world_;
  bool begun_ = false;
};

/// A world whose agreements end the turn first.
class TurnWorld final : public World {
 public:
  /// References must outlive this.
  TurnWorld(World& world, Turns& turns) : world_(world), turns_(turns) {}

  int rank() const override { return world_.rank(); }
  int size() const override { return world_.size(); }
  void barrier() override { after_turns().barrier(); }
  void barrier_asleep() override { after_turns().barrier_asleep(); }
  void all_reduce_max(std::span<double> values) override { after_turns().all_reduce_max(values); }
  void all_reduce_min(std::span<double> values) override { after_turns().all_reduce_min(values); }
  void all_reduce_sum(std::span<double> values) override { after_turns().all_reduce_sum(values); }
  std::vector<std::string> all_gather(std::string_view text) override {
    return after_turns().all_gather(text);
  }
  Meeting meet(std::string_view text, Seconds limit) override { return after_turns().meet(text, limit); }
  std::vector<std::string> gather(std::string_view text) override { return after_turns().gather(text); }
  std::string broadcast(std::string_view text, int root) override {
    return after_turns().broadcast(text, root);
  }
  std::unique_ptr<World> subgroup(std::span<const int> ranks) override {
    return after_turns().subgroup(ranks);
  }
  Communicator* communicator() override { return world_.communicator(); }
  void abort(int exit_code) override { world_.abort(exit_code); }

 private:
  World& after_turns() {
    turns_.end();
    return world_;
  }

  World& world_;
  Turns& turns_;
};

}  // namespace gpubench
