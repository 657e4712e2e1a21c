#include "harness/telemetry_recorder.hpp"

#include <algorithm>
#include <chrono>

#include "results/model.hpp"

namespace gpubench {
namespace {

/// NVML renews its own figures some tens of times a second at best; a reading takes about 0.1 ms of a
/// processor.
constexpr std::chrono::milliseconds kInterval{50};
/// Of a case of an hour: readings past it are left out, so that a record keeps its limits.
constexpr std::size_t kReadingsMax = 20 * 3600;
constexpr std::int64_t kReadingAgeMax = 100'000'000;

}  // namespace

TelemetryRecorder::TelemetryRecorder(Telemetry* telemetry) : telemetry_(telemetry) {
  if (telemetry_ == nullptr) return;
  log_.series = telemetry_->series();
  thread_ = std::thread([this] { record(); });
}

TelemetryRecorder::~TelemetryRecorder() {
  stop();
}

TelemetryLog TelemetryRecorder::stop() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
  return std::move(log_);
}

void TelemetryRecorder::record() {
  std::unique_lock lock(mutex_);
  while (!over_ && log_.times.size() < kReadingsMax) {
    const auto next = std::chrono::steady_clock::now() + kInterval;
    read_once();
    ended_.wait_until(lock, next, [this] { return over_; });
  }
}

void TelemetryRecorder::read_once() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto values = telemetry_->read();
  if (values.size() != log_.series.size()) return;
  log_.times.push_back(Nanoseconds(now).count());
  for (const auto& value : values) log_.values.push_back(value.value_or(results::kAbsent));
}

std::int64_t reading_at_end(const TelemetryLog& log, std::size_t place, std::int64_t begin,
                            std::int64_t end) {
  const auto after = std::ranges::upper_bound(log.times, end);
  if (after == log.times.begin()) return results::kAbsent;
  const auto last = static_cast<std::size_t>(after - log.times.begin() - 1);
  if (log.times[last] < std::min(begin, end - kReadingAgeMax)) return results::kAbsent;
  return log.values.at(last * log.series.size() + place);
}

}  // namespace gpubench
