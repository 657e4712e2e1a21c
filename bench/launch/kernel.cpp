#include <array>

#include "bench/cuda/handles.hpp"
#include "bench/launch/arrivals.hpp"
#include "bench/launch/list.hpp"
#include "kernels/cuda/arrival.hpp"

namespace gpubench {
namespace {

/// What the host does after a launch.
enum class Wait { none, stream, event };

struct LaunchRow {
  const char* name;
  const char* operation;
  Metric metric;
  Timing timing;
  Wait wait;
  double seconds;  ///< A round figure of a current device: it chooses a batch size and nothing else.
};

constexpr std::array<LaunchRow, 4> kLaunchRows = {{
    {"launch/empty_kernel",
     "one kernel of one thread after another in a stream that already holds all of them: from one's start to "
     "the next's",
     Metric::latency, Timing::device, Wait::none, 1.5e-6},
    {"launch/throughput", "kernels of one thread, launched as fast as the host can, then waited for together",
     Metric::message_rate, Timing::wall, Wait::none, 2.5e-6},
    {"launch/stream_sync", "one kernel of one thread launched, then cudaStreamSynchronize", Metric::latency,
     Timing::wall, Wait::stream, 10e-6},
    {"launch/event_sync", "one kernel of one thread launched, an event recorded, then cudaEventSynchronize",
     Metric::latency, Timing::wall, Wait::event, 10e-6},
}};

class KernelTrial final : public Trial {
 public:
  KernelTrial(const LaunchRow& row, Context& context)
      : row_(row), arrivals_(context.backend), event_(make_event()) {}

  void reset() override { arrivals_.reset(); }

  void enqueue(Stream& stream) override {
    const auto queue = static_cast<cudaStream_t>(stream.native());
    kernels::cuda::arrive(queue, arrivals_.counter());
    if (row_.wait == Wait::stream) check_cuda(cudaStreamSynchronize(queue), "cudaStreamSynchronize");
    if (row_.wait == Wait::event) {
      check_cuda(cudaEventRecord(event_.get(), queue), "cudaEventRecord");
      check_cuda(cudaEventSynchronize(event_.get()), "cudaEventSynchronize");
    }
  }

  Verdict verify(std::uint64_t applications) override { return arrivals_.judge(applications); }
  Timing timing() const override { return row_.timing; }

 private:
  LaunchRow row_;
  Arrivals arrivals_;
  CudaEvent event_;
};

class KernelLaunch final : public Benchmark {
 public:
  explicit KernelLaunch(const LaunchRow& row) : row_(row) {
    description_.name = row.name;
    description_.backend = "cuda";
    description_.operation = row.operation;
    description_.check = "each kernel adds 1 to a counter in device memory";
    description_.metric = row.metric;
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return {Axes{}}; }
  /// One launch; the counter's 8 bytes are not what is measured.
  Work work(const Axes&, const Machine&) const override { return {}; }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {sizeof(std::uint64_t)}; }
  Seconds nominal_time(const Axes&, const Machine&) const override { return Seconds(row_.seconds); }
  std::unique_ptr<Trial> make_trial(const Axes&, Context& context) const override {
    return std::make_unique<KernelTrial>(row_, context);
  }

 private:
  LaunchRow row_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> kernel_launch_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const LaunchRow& row : kLaunchRows) list.push_back(std::make_unique<KernelLaunch>(row));
  return list;
}

}  // namespace gpubench
