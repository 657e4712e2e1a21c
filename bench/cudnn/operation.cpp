#include "bench/cudnn/operation.hpp"

namespace gpubench {
namespace {

class CudnnOperation final : public TensorOperation {
 public:
  CudnnOperation(const CudnnGraph& graph, Backend& backend)
      : plan_(graph.operations(), false, kCudnnWorkspaceMax, backend), scalars_(graph.scalars()) {}

  void enqueue(Stream& stream, std::span<void* const> tensors) override {
    if (pointers_.empty()) bind(tensors);
    plan_.enqueue(stream, pointers_);
  }
  bool promises_identical_repeats() const override {
    return !plan_.engine().has(EngineNote::nondeterministic);
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return engine_facts(plan_.engine());
  }

 private:
  /// By id: what is passed by value lies in the program's own memory.
  void bind(std::span<void* const> tensors) {
    pointers_.assign(tensors.begin(), tensors.end());
    for (float& scalar : scalars_) pointers_.push_back(&scalar);
  }

  CudnnPlan plan_;
  std::vector<float> scalars_;
  std::vector<void*> pointers_;
};

}  // namespace

std::unique_ptr<TensorOperation> make_cudnn_operation(const CudnnGraph& graph, Backend& backend) {
  return std::make_unique<CudnnOperation>(graph, backend);
}

}  // namespace gpubench
