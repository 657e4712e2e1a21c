#include <cstdint>

#include <fmt/format.h>

#include "bench/cuda/handles.hpp"
#include "bench/cuda/stream.hpp"
#include "bench/launch/arrivals.hpp"
#include "bench/launch/list.hpp"
#include "kernels/cuda/arrival.hpp"

namespace gpubench {
namespace {

struct DestroyGraph {
  void operator()(cudaGraph_t graph) const noexcept { cudaGraphDestroy(graph); }
};
struct DestroyExecutable {
  void operator()(cudaGraphExec_t graph) const noexcept { cudaGraphExecDestroy(graph); }
};
using ExecutableGraph = std::unique_ptr<CUgraphExec_st, DestroyExecutable>;

/// A chain of kernels that each add 1 to the counter.
ExecutableGraph make_chain(std::int64_t kernels, std::uint64_t* counter) {
  const CudaQueue queue = make_queue();
  check_cuda(cudaStreamBeginCapture(queue.get(), cudaStreamCaptureModeThreadLocal), "cudaStreamBeginCapture");
  for (std::int64_t i = 0; i < kernels; ++i) kernels::cuda::arrive(queue.get(), counter);
  cudaGraph_t captured = nullptr;
  check_cuda(cudaStreamEndCapture(queue.get(), &captured), "cudaStreamEndCapture");
  const std::unique_ptr<CUgraph_st, DestroyGraph> graph(captured);
  cudaGraphExec_t executable = nullptr;
  check_cuda(cudaGraphInstantiate(&executable, graph.get(), 0), "cudaGraphInstantiate");
  return ExecutableGraph(executable);
}

class GraphTrial final : public Trial {
 public:
  GraphTrial(std::int64_t kernels, Timing timing, Context& context)
      : kernels_(kernels),
        timing_(timing),
        arrivals_(context.backend),
        graph_(make_chain(kernels, arrivals_.counter())) {}

  void reset() override { arrivals_.reset(); }
  void enqueue(Stream& stream) override {
    check_cuda(cudaGraphLaunch(graph_.get(), static_cast<cudaStream_t>(stream.native())), "cudaGraphLaunch");
  }
  Verdict verify(std::uint64_t applications) override {
    return arrivals_.judge(applications * static_cast<std::uint64_t>(kernels_));
  }
  Timing timing() const override { return timing_; }
  std::uint64_t launches() const override { return static_cast<std::uint64_t>(kernels_); }

 private:
  std::int64_t kernels_;
  Timing timing_;
  Arrivals arrivals_;
  ExecutableGraph graph_;
};

class GraphLaunch final : public Benchmark {
 public:
  GraphLaunch() {
    description_.name = "launch/graph";
    description_.backend = "cuda";
    description_.operation = "one graph, a chain of kernels of one thread each, launched by one call";
    description_.check = "each kernel adds 1 to a counter in device memory";
    description_.metric = Metric::latency;
    description_.axes = {
        {.name = "kernels",
         .meaning = "In the chain; the latency is per kernel.",
         .kind = AxisDefinition::Kind::integer,
         .choices = {},
         .integer_max = 100'000},
        {.name = "clock",
         .meaning = "device: from the first kernel's start, behind a held stream. wall: the host's "
                    "launches, and a wait for all of them, included.",
         .choices = {"device", "wall"}}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {point(64, "device")};
    std::vector<Axes> points = {point(64, "device"), point(64, "wall"), point(1, "wall")};
    if (profile == Profile::thorough)
      for (const int kernels : {8, 512, 4096})
        for (const char* clock : {"device", "wall"})
          if (kernels <= kHeld || clock == std::string_view("wall")) points.push_back(point(kernels, clock));
    return points;
  }

  /// A host that waits for room in the queue would never release the stream.
  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (axes.text("clock") == "wall" || axes.integer("kernels") <= kHeld) return std::nullopt;
    return fmt::format("a held stream takes in {} kernels at most: use clock=wall", kHeld);
  }

  /// The counter's bytes are not what is measured.
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.operations = static_cast<double>(axes.integer("kernels"));
    return work;
  }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {sizeof(std::uint64_t)}; }
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(5e-6 + 1.2e-6 * static_cast<double>(axes.integer("kernels")));
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const Timing timing = axes.text("clock") == "wall" ? Timing::wall : Timing::device;
    return std::make_unique<GraphTrial>(axes.integer("kernels"), timing, context);
  }

 private:
  static constexpr int kHeld = static_cast<int>(kHeldLaunchesMax);

  static Axes point(int kernels, const char* clock) {
    return {{"kernels", std::to_string(kernels)}, {"clock", clock}};
  }

  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> graph_launch_benchmark() {
  return std::make_unique<GraphLaunch>();
}

}  // namespace gpubench
