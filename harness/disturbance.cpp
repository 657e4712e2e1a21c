#include "harness/disturbance.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace gpubench {
namespace {

constexpr std::chrono::milliseconds kStealInterval{10};   // the kernel's own tick of this counter
constexpr std::chrono::milliseconds kClockInterval{100};  // governors decide every 10 to 100 ms
constexpr int kCostShare = 200;                           // a look may take 1/200 of the time
constexpr std::chrono::seconds kIntervalMax{1};           // a look that was preempted seems costly once

/// The first line of /proc/stat. A short read is enough: it comes first.
std::optional<std::int64_t> read_steal(int descriptor) {
  std::array<char, 256> text{};
  const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
  if (size <= 0) return std::nullopt;
  return parse_steal({text.data(), static_cast<std::size_t>(size)}, sysconf(_SC_CLK_TCK));
}

std::optional<std::int64_t> read_scaling(const SystemFiles& files, int cpu) {
  return files.number(fmt::format("/sys/devices/system/cpu/cpu{}/cpufreq/scaling_cur_freq", cpu));
}

std::optional<std::int64_t> read_cpuinfo(const SystemFiles& files, int cpu) {
  return parse_clock(files.text("/proc/cpuinfo").value_or(""), cpu);
}

}  // namespace

DisturbanceMeter::DisturbanceMeter(const SystemFiles& files)
    : files_(files),
      series_{"switches_involuntary", "switches_voluntary", "faults_minor", "faults_major"},
      stat_(open(files.path("/proc/stat").c_str(), O_RDONLY | O_CLOEXEC)) {
  look(next_steal_, kStealInterval, [this] {
    const auto steal = read_steal(stat_);
    has_steal_ = steal.has_value();
    steal_ns_ = steal.value_or(0);
  });
  if (has_steal_) series_.push_back("steal_ns");
  look(next_clock_, kClockInterval, [this] {
    const int cpu = sched_getcpu();
    auto clock = read_scaling(files_, cpu);
    clock_from_cpuinfo_ = !clock;
    if (!clock) clock = read_cpuinfo(files_, cpu);
    has_clock_ = clock.has_value();
    clock_khz_ = clock.value_or(0);
  });
  if (has_clock_) series_.push_back("clock_khz");
}

DisturbanceMeter::~DisturbanceMeter() {
  if (stat_ >= 0) close(stat_);
}

void DisturbanceMeter::begin() {
  getrusage(RUSAGE_SELF, &before_);
}

Disturbance DisturbanceMeter::end() {
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  Disturbance disturbance;
  auto value = disturbance.values.begin();
  *value++ = after.ru_nivcsw - before_.ru_nivcsw;
  *value++ = after.ru_nvcsw - before_.ru_nvcsw;
  *value++ = after.ru_minflt - before_.ru_minflt;
  *value++ = after.ru_majflt - before_.ru_majflt;
  if (has_steal_) *value++ = steal_since_last_look();
  if (has_clock_) {
    look_at_clock();
    *value++ = clock_khz_;
  }
  return disturbance;
}

std::int64_t DisturbanceMeter::steal_since_last_look() {
  if (Clock::now() < next_steal_) return 0;
  std::int64_t stolen = 0;
  look(next_steal_, kStealInterval, [&] {
    const std::int64_t now = read_steal(stat_).value_or(steal_ns_);
    stolen = std::max<std::int64_t>(0, now - steal_ns_);  // the counter may step back when a processor leaves
    steal_ns_ = now;
  });
  return stolen;
}

void DisturbanceMeter::look_at_clock() {
  if (Clock::now() < next_clock_) return;
  look(next_clock_, kClockInterval, [this] {
    const int cpu = sched_getcpu();
    clock_khz_ =
        (clock_from_cpuinfo_ ? read_cpuinfo(files_, cpu) : read_scaling(files_, cpu)).value_or(clock_khz_);
  });
}

template <class Reading>
void DisturbanceMeter::look(Clock::time_point& next, Clock::duration interval_min, Reading&& reading) {
  const auto start = Clock::now();
  reading();
  const auto end = Clock::now();
  next = end + std::clamp<Clock::duration>(kCostShare * (end - start), interval_min, kIntervalMax);
}

std::optional<std::int64_t> parse_steal(std::string_view stat, std::int64_t ticks_per_second) {
  std::istringstream line{std::string(stat.substr(0, stat.find('\n')))};
  std::string name;
  line >> name;
  if (name != "cpu" || ticks_per_second <= 0) return std::nullopt;
  std::int64_t ticks = 0;
  for (int figure = 1; figure <= 8; ++figure)  // user nice system idle iowait irq softirq steal
    if (!(line >> ticks)) return std::nullopt;
  return ticks * (1'000'000'000 / ticks_per_second);
}

std::optional<std::int64_t> parse_clock(std::string_view cpuinfo, int cpu) {
  const std::string number = fmt::format("{}", cpu);
  while (!cpuinfo.empty()) {
    const auto end = cpuinfo.find("\n\n");
    const std::string_view one = cpuinfo.substr(0, end);
    cpuinfo.remove_prefix(end == std::string_view::npos ? cpuinfo.size() : end + 2);
    if (value_of(one, "processor", ':') != number) continue;
    const auto flags = value_of(one, "flags", ':');
    const auto mhz = value_of(one, "cpu MHz", ':');
    if (!mhz || !flags || (*flags + " ").find(" aperfmperf ") == std::string::npos) return std::nullopt;
    const double khz = std::strtod(mhz->c_str(), nullptr) * 1000;
    if (khz <= 0) return std::nullopt;
    return std::llround(khz);
  }
  return std::nullopt;
}

}  // namespace gpubench
