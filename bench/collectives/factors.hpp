/// Bus factors: how many times S crosses a rank's link in the best algorithm, so that figures of different
/// operations and rank counts can be held against the same wire. Source: nccl-tests, doc/PERFORMANCE.md. On
/// one rank nothing crosses a link.
#pragma once

namespace gpubench {

inline double whole(int size) {
  return size > 1 ? 1.0 : 0.0;
}
inline double all_but_own(int size) {
  return static_cast<double>(size - 1) / size;
}
inline double twice_all_but_own(int size) {
  return 2 * all_but_own(size);
}

}  // namespace gpubench
