#include "harness/turns.hpp"

namespace gpubench {

void Turns::begin() {
  if (begun_) return;
  begun_ = true;
  for (int turn = 0; turn < world_.rank(); ++turn) world_.barrier_asleep();
}

void Turns::end() {
  if (!begun_) return;
  begun_ = false;
  for (int turn = world_.rank(); turn < world_.size(); ++turn) world_.barrier_asleep();
}

}  // namespace gpubench
