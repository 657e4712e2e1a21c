#include "harness/affinity.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

#include "harness/number_ranges.hpp"
#include "harness/system_files.hpp"

namespace gpubench {
namespace {

/// A mask of any number of processors: cpu_set_t ends at 1024.
class Mask {
 public:
  explicit Mask(int cpus_max) : words_(static_cast<std::size_t>(cpus_max) / (8 * sizeof(cpu_set_t)) + 1) {}
  std::size_t bytes() const { return words_.size() * sizeof(cpu_set_t); }
  cpu_set_t* data() { return words_.data(); }

 private:
  std::vector<cpu_set_t> words_;
};

bool set_affinity(pid_t thread, const std::vector<int>& cpus) {
  Mask mask(cpus.back());
  for (const int cpu : cpus) CPU_SET_S(static_cast<std::size_t>(cpu), mask.bytes(), mask.data());
  return sched_setaffinity(thread, mask.bytes(), mask.data()) == 0;
}

/// Moves the threads that are on `from`. Returns the first refusal.
std::string move_threads(const std::vector<int>& from, const std::vector<int>& to) {
  std::string refusal;
  for (const std::string& name : SystemFiles().names("/proc/self/task")) {
    pid_t thread = 0;
    std::from_chars(name.data(), name.data() + name.size(), thread);
    try {
      if (affinity_of(thread) != from || set_affinity(thread, to)) continue;
    } catch (const std::system_error&) {
      continue;  // It has ended meanwhile.
    }
    if (refusal.empty() && errno != ESRCH)
      refusal = fmt::format("stays on {}, not {}: {}", format_ranges(from), format_ranges(to),
                            std::strerror(errno));
  }
  return refusal;
}

}  // namespace

std::vector<int> affinity_of(pid_t thread) {
  // The kernel refuses a mask smaller than its own (EINVAL), so it grows until it fits.
  for (int cpus_max = 1024; cpus_max <= 1 << 20; cpus_max *= 2) {
    Mask mask(cpus_max);
    if (sched_getaffinity(thread, mask.bytes(), mask.data()) != 0) {
      if (errno == EINVAL) continue;
      break;
    }
    std::vector<int> cpus;
    for (int cpu = 0; cpu < cpus_max; ++cpu)
      if (CPU_ISSET_S(static_cast<std::size_t>(cpu), mask.bytes(), mask.data())) cpus.push_back(cpu);
    return cpus;
  }
  throw std::system_error(errno, std::generic_category(),
                          fmt::format("sched_getaffinity of thread {}", thread));
}

WideAffinity::WideAffinity(const std::vector<int>& own, const std::vector<int>& device)
    : own_(own), device_(device) {
  if (own_ != device_ && !device_.empty()) refusal_ = move_threads(own_, device_);
}

WideAffinity::~WideAffinity() {
  if (own_ == device_ || own_.empty()) return;
  try {
    move_threads(device_, own_);
  } catch (
      const std::exception&) {  // No memory for the names: threads stay wide, which the next case repeats.
  }
}

}  // namespace gpubench
