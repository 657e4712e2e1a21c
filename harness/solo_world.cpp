#include "harness/solo_world.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace gpubench {
namespace {

void require_rank_0(const char* call, int rank) {
  if (rank != 0) throw std::out_of_range(fmt::format("SoloWorld::{}: rank {} in a world of one", call, rank));
}

}  // namespace

std::string SoloWorld::broadcast(std::string_view text, int root) {
  require_rank_0("broadcast", root);
  return std::string(text);
}

std::unique_ptr<World> SoloWorld::subgroup(std::span<const int> ranks) {
  for (const int rank : ranks) require_rank_0("subgroup", rank);
  if (ranks.empty()) return nullptr;
  return std::make_unique<SoloWorld>();
}

void SoloWorld::abort(int exit_code) {
  _exit(exit_code);
}

}  // namespace gpubench
