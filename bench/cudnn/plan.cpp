#include "bench/cudnn/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace gpubench {
namespace {

/// More than any version has given.
constexpr std::int64_t kConfigurationsMax = 64;
constexpr std::int64_t kKnobsMax = CUDNN_KNOB_TYPE_COUNTS;
constexpr std::int64_t kNotesMax = 32;

Descriptor make_graph(cudnnHandle_t cudnn, std::span<const Descriptor> operations) {
  Descriptor graph(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR, "operation graph");
  graph.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, 1, &cudnn);
  graph.set(CUDNN_ATTR_OPERATIONGRAPH_OPS, operations);
  graph.finalize();
  return graph;
}

std::vector<Descriptor> ask_heuristics(const Descriptor& graph, cudnnBackendHeurMode_t mode) {
  Descriptor heuristics(CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR, "heuristics");
  heuristics.set(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph);
  heuristics.set(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_TYPE_HEUR_MODE, 1, &mode);
  heuristics.finalize();
  return heuristics.descriptors(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR,
                                "engine configuration", kConfigurationsMax);
}

/// By expected speed; then those for what is rare, such as f32 without tensor cores, where cuDNN knows any.
std::vector<Descriptor> ask_all_heuristics(const Descriptor& graph) {
  std::vector<Descriptor> configurations = ask_heuristics(graph, CUDNN_HEUR_MODE_A);
  try {
    std::ranges::move(ask_heuristics(graph, CUDNN_HEUR_MODE_FALLBACK), std::back_inserter(configurations));
  } catch (const std::runtime_error&) {
    // It has none for this operation: those of mode A decide.
  }
  return configurations;
}

Engine read_engine(const Descriptor& configuration) {
  Engine engine;
  for (const Descriptor& of :
       configuration.descriptors(CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_BACKEND_ENGINE_DESCRIPTOR, "engine", 1)) {
    engine.index = of.integer(CUDNN_ATTR_ENGINE_GLOBAL_INDEX);
    for (const auto note : of.values<cudnnBackendNumericalNote_t>(CUDNN_ATTR_ENGINE_NUMERICAL_NOTE,
                                                                  CUDNN_TYPE_NUMERICAL_NOTE, kNotesMax)) {
      engine.notes.push_back(static_cast<int>(note));
    }
  }
  for (const Descriptor& knob :
       configuration.descriptors(CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR,
                                 "knob choice", kKnobsMax)) {
    const auto type =
        knob.values<cudnnBackendKnobType_t>(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_TYPE_KNOB_TYPE, 1);
    if (type.empty()) continue;
    engine.knobs.emplace_back(static_cast<int>(type.front()),
                              knob.integer(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE));
  }
  return engine;
}

/// Nothing where the configuration can't be built here, as some that heuristics name can't: with the reason.
std::optional<Descriptor> try_plan(cudnnHandle_t cudnn, const Descriptor& configuration,
                                   std::string& reason) {
  try {
    Descriptor plan(CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR, "execution plan");
    plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, CUDNN_TYPE_HANDLE, 1, &cudnn);
    plan.set(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, configuration);
    plan.finalize();
    return plan;
  } catch (const std::runtime_error& error) {
    reason = error.what();
    return std::nullopt;
  }
}

}  // namespace

CudnnHandle make_cudnn() {
  cudnnHandle_t handle = nullptr;
  check_cudnn(cudnnCreate(&handle), "cudnnCreate");
  return CudnnHandle(handle);
}

CudnnPlan::CudnnPlan(std::span<const Descriptor> operations, bool strict_f32, Bytes workspace_max,
                     Backend& backend)
    : cudnn_(make_cudnn()) {
  choose(make_graph(cudnn_.get(), operations), strict_f32, workspace_max);
  if (engine_.workspace > 0) {
    workspace_ = Array<std::byte>(backend, static_cast<std::size_t>(engine_.workspace));
  }
}

void CudnnPlan::choose(const Descriptor& graph, bool strict_f32, Bytes workspace_max) {
  const std::vector<Descriptor> configurations = ask_all_heuristics(graph);
  std::string reason = "the others lack precision or need more workspace";
  for (const Descriptor& configuration : configurations) {
    Engine engine = read_engine(configuration);
    if (!keeps_precision(engine, strict_f32)) continue;
    std::optional<Descriptor> plan = try_plan(cudnn_.get(), configuration, reason);
    if (!plan) continue;
    engine.workspace = plan->integer(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE);
    if (static_cast<std::uint64_t>(engine.workspace) > workspace_max.count) continue;
    plan_ = std::move(plan);
    engine_ = std::move(engine);
    return;
  }
  throw std::runtime_error(
      fmt::format("cudnn: none of {} configurations that heuristics name can be used: {}",
                  configurations.size(), reason));
}

void CudnnPlan::bind(std::span<void* const> pointers) {
  std::vector<std::int64_t> ids(pointers.size());
  std::iota(ids.begin(), ids.end(), 1);
  void* const workspace = workspace_.data();
  Descriptor pack(CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR, "variant pack");
  pack.set(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, ids);
  pack.set(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, CUDNN_TYPE_VOID_PTR,
           static_cast<std::int64_t>(pointers.size()), pointers.data());
  pack.set(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, CUDNN_TYPE_VOID_PTR, 1, &workspace);
  pack.finalize();
  pack_ = std::move(pack);
}

void CudnnPlan::enqueue(Stream& stream, std::span<void* const> pointers) {
  if (!pack_) bind(pointers);
  check_cudnn(cudnnSetStream(cudnn_.get(), static_cast<cudaStream_t>(stream.native())), "cudnnSetStream");
  check_cudnn(cudnnBackendExecute(cudnn_.get(), plan_->get(), pack_->get()), "cudnnBackendExecute");
}

}  // namespace gpubench
