#include "harness/guarded_world.hpp"

namespace gpubench {

void GuardedWorld::meet_all(std::string_view failure) {
  Meeting meeting = world_.meet(failure, limit_);
  Fate fate{std::move(meeting.absent), {}};
  for (std::size_t rank = 0; rank < meeting.texts.size(); ++rank)
    if (!meeting.texts[rank].empty())
      fate.failures.emplace_back(static_cast<int>(rank), std::move(meeting.texts[rank]));
  if (!fate.good()) throw CaseLost(std::move(fate));
}

Fate GuardedWorld::fail(const std::string& why) {
  try {
    meet_all(why);
  } catch (const CaseLost& lost) {
    return lost.fate;
  }
  return {};
}

}  // namespace gpubench
