/// TelemetryRecorder: a device's readings while a case is measured on it.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "bench/api/devices.hpp"

namespace gpubench {

/// What one participant's device told.
struct TelemetryLog {
  std::vector<std::string> series;
  std::vector<std::int64_t> times;   ///< Of each reading: steady clock, ns, as the samples' starts.
  std::vector<std::int64_t> values;  ///< [reading, series]; results::kAbsent where there was no answer.
};

/// A series' last reading at or before the end of a sample (steady clock, ns): within the sample, or no more
/// than 100 ms, two readings, before its end. results::kAbsent where there is none. place: in log.series.
std::int64_t reading_at_end(const TelemetryLog& log, std::size_t place, std::int64_t begin, std::int64_t end);

/// Reads 20 times a second on a thread of its own, from construction to stop().
class TelemetryRecorder {
 public:
  /// Null: nothing is read. Must outlive this.
  explicit TelemetryRecorder(Telemetry* telemetry);
  ~TelemetryRecorder();
  TelemetryRecorder(const TelemetryRecorder&) = delete;
  TelemetryRecorder& operator=(const TelemetryRecorder&) = delete;

  /// Ends the readings and hands them over.
  TelemetryLog stop();

 private:
  void record();
  void read_once();

  Telemetry* telemetry_;
  TelemetryLog log_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace gpubench
