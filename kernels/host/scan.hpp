/// Scan: inclusive prefix sums.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

/// Elements one block of a device takes at a time.
inline constexpr std::size_t kScanTile = 4096;

/// One word a tile, and one that gives tiles out.
constexpr std::size_t scan_states(std::size_t count) {
  return (count + kScanTile - 1) / kScanTile + 1;
}

/// out[i] = in[0] + ... + in[i]. The order of additions is free: sums of integers that T holds are exact.
/// Counts: count words read, count written, count - 1 additions; a device's tile states are left out.
template <class T>
struct ScanArguments {
  const T* in = nullptr;  ///< T[count]; 16-byte aligned, like out.
  T* out = nullptr;
  std::size_t count = 0;
  unsigned long long* states = nullptr;  ///< Of a device's memory, overwritten; the host has no use for them.
  std::size_t state_count = 0;           ///< scan_states(count)
  int threads = 1;                       ///< Of the host.
};

/// On `threads` OpenMP threads; memory is read once.
void scan(const ScanArguments<std::int32_t>& arguments);
void scan(const ScanArguments<float>& arguments);

}  // namespace gpubench::kernels
