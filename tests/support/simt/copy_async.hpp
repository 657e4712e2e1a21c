/// Copies that a thread goes on beside, for kernels/cuda/copy_async.cuh: where one goes is garbage from its
/// beginning on and right only when a wait has asked for it, so that a wait left out is seen, and a copy to
/// where others still read.
#pragma once
#include <cstdint>
#include <vector>

#define GPUBENCH_COPY_ASYNC

namespace gpubench::simt {

/// 16 bytes, of whatever type.
struct [[gnu::may_alias]] alignas(16) Quad {
  std::uint64_t words[2];
};

struct PendingCopy {
  Quad* to;
  const Quad* from;  ///< Null: zeros.
};

/// Groups of copies of the thread that runs, the oldest first; the last is not ended. Those of a thread that
/// has left the kernel are never done.
std::vector<std::vector<PendingCopy>>& pending_copies();
/// The same address. Throws what ends the launch where it is not aligned to 16 bytes.
Quad* aligned_quad(const void* address);

}  // namespace gpubench::simt

namespace gpubench::kernels::cuda {

/// From here to the wait nobody may count on what lies there: it is garbage at once.
inline void copy_async(void* to_shared, const void* from, bool something) {
  *simt::aligned_quad(to_shared) = {{~std::uint64_t{0}, ~std::uint64_t{0}}};
  simt::pending_copies().back().push_back(
      {simt::aligned_quad(to_shared), something ? simt::aligned_quad(from) : nullptr});
}

inline void end_copies() {
  simt::pending_copies().emplace_back();
}

/// Here and not in the harness, so that the thread sanitizer sees what is written.
template <int pending>
void wait_for_copies() {
  auto& groups = simt::pending_copies();
  while (groups.size() > pending + 1) {
    for (const simt::PendingCopy& one : groups.front())
      *one.to = one.from != nullptr ? *one.from : simt::Quad{};
    groups.erase(groups.begin());
  }
}

}  // namespace gpubench::kernels::cuda
