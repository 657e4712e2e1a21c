/// Disturbance: what happened to this process and host while a batch was timed, read cheaply enough to be
/// kept with every sample.
#pragma once
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system_files.hpp"

namespace gpubench {

/// One value for each of Sampler::series(), in that order; the rest unused.
struct Disturbance {
  static constexpr std::size_t kSeriesMax = 7;
  std::array<std::int64_t, kSeriesMax> values{};
};

/// Around one batch: begin(), the batch, end(). In world scope the ranks enter a batch together after
/// begin(), since one that still read a counter would make its partners' batch longer; so what happens while
/// a rank waits for the last one counts too. Series, those absent which this machine can't tell:
///   switches_involuntary, switches_voluntary, faults_minor, faults_major
///               of this process between the two (getrusage)
///   steal_ns    time the hypervisor gave to others, over all processors: what became known since the last
///   look,
///               which is at least 10 ms back (the kernel itself counts ticks of 10 ms), so sums over samples
///               are right
///   clock_khz   the current processor's clock as last looked at, at most 100 ms before
/// Looks that cost more wait longer, up to 1 s, so that they take about 0.5 % of the time.
class DisturbanceMeter {
 public:
  explicit DisturbanceMeter(const SystemFiles& files = SystemFiles());
  ~DisturbanceMeter();
  DisturbanceMeter(const DisturbanceMeter&) = delete;
  DisturbanceMeter& operator=(const DisturbanceMeter&) = delete;

  /// The names of the values, fixed for the meter's life.
  const std::vector<std::string>& series() const { return series_; }
  void begin();
  Disturbance end();

 private:
  using Clock = std::chrono::steady_clock;

  std::int64_t steal_since_last_look();
  void look_at_clock();
  template <class Reading>
  static void look(Clock::time_point& next, Clock::duration interval_min, Reading&& reading);

  SystemFiles files_;
  std::vector<std::string> series_;
  int stat_ = -1;  ///< /proc/stat, kept open.
  bool has_steal_ = false;
  bool has_clock_ = false;
  bool clock_from_cpuinfo_ = false;
  std::int64_t steal_ns_ = 0;
  std::int64_t clock_khz_ = 0;
  Clock::time_point next_steal_{}, next_clock_{};  ///< When a costly reading may be made again.
  rusage before_{};
};

/// Stolen nanoseconds since boot from the first line of /proc/stat, proc(5): its eighth figure, in ticks of
/// sysconf(_SC_CLK_TCK). Absent where the line has no such figure.
std::optional<std::int64_t> parse_steal(std::string_view stat, std::int64_t ticks_per_second);

/// A processor's "cpu MHz" of /proc/cpuinfo in kHz. Absent too where the processor has no "aperfmperf" flag:
/// the kernel then prints the nominal clock, which would hide throttling. Source: Linux,
/// arch/x86/kernel/cpu/aperfmperf.c, arch_freq_get_on_cpu().
std::optional<std::int64_t> parse_clock(std::string_view cpuinfo, int cpu);

}  // namespace gpubench
