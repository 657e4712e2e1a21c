#include "bench/dnn/operation_trial.hpp"

#include <algorithm>
#include <optional>

#include "bench/dnn/tensor.hpp"
#include "bench/libraries/checking_threads.hpp"

namespace gpubench {
namespace {

class OperationTrial final : public Trial {
 public:
  OperationTrial(std::unique_ptr<OperationProblem> problem, std::unique_ptr<TensorOperation> operation,
                 Context& context)
      : threads_(library_checking_threads(context.machine)),
        stream_(context.backend.make_stream()),
        problem_(std::move(problem)),
        operation_(std::move(operation)) {
    const auto add = [&](const std::vector<TensorShape>& shapes, std::vector<TypedTensor>& tensors) {
      for (const auto& [type, count] : shapes) {
        pointers_.push_back(tensors.emplace_back(context.backend, type, count).data());
      }
    };
    add(problem_->inputs(), inputs_);
    add(problem_->outputs(), outputs_);
  }

  void reset() override { fill(Family::rounded); }

  void enqueue(Stream& stream) override { operation_->enqueue(stream, pointers_); }

  Verdict verify(std::uint64_t) override {
    std::vector<Digest> digests;
    Verdict verdict = judge(Family::rounded, &digests);
    if (verdict.correctness == Correctness::wrong) return verdict;
    if (problem_->has_exact_inputs()) judge_exactly(verdict);
    compute(Family::rounded);
    repeats_ = true;
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      if (outputs_[i].digest(threads_) != digests[i]) repeats_ = false;
    }
    if (!*repeats_ && operation_->promises_identical_repeats()) {
      verdict.correctness = std::max(verdict.correctness, Correctness::bounded);
    }
    return verdict;
  }

  /// The outputs first.
  std::vector<std::span<std::byte>> footprint() override {
    std::vector<std::span<std::byte>> memory;
    for (const auto* tensors : {&outputs_, &inputs_}) {
      for (const TypedTensor& tensor : *tensors) memory.push_back(tensor.extent());
    }
    return memory;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = operation_->facts();
    if (repeats_) facts.emplace_back("repeat", *repeats_ ? "identical" : "differs");
    return facts;
  }

 private:
  void fill(Family family) {
    const auto values = problem_->make_inputs(family, threads_);
    for (std::size_t i = 0; i < inputs_.size(); ++i) inputs_[i].upload(values[i], threads_);
    for (const TypedTensor& output : outputs_) output.upload_poison();
  }

  void compute(Family family) {
    fill(family);
    enqueue(*stream_);
    stream_->synchronize();
  }

  /// Against inputs made anew: a library that writes to its inputs does not go unseen.
  Verdict judge(Family family, std::vector<Digest>* digests = nullptr) const {
    std::vector<std::vector<float>> values;
    std::string sha256;
    std::optional<Digest> first;
    for (const TypedTensor& output : outputs_) {
      TensorContents contents = output.download(threads_);
      if (digests != nullptr) digests->push_back(contents.digest);
      if (!first) {
        first = contents.digest;
        sha256 = std::move(contents.sha256);
      }
      values.push_back(std::move(contents.values));
    }
    Verdict verdict = problem_->judge(family, values, threads_);
    verdict.digest = first;
    verdict.sha256 = sha256;
    return verdict;
  }

  void judge_exactly(Verdict& verdict) {
    compute(Family::exact);
    const Verdict exact = judge(Family::exact);
    if (exact.correctness == Correctness::identical) return;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = exact.worst_index;
    verdict.detail = "with exact inputs: " + exact.detail;
  }

  int threads_;
  std::unique_ptr<Stream> stream_;  ///< For the operations that only verify() needs.
  std::unique_ptr<OperationProblem> problem_;
  std::unique_ptr<TensorOperation> operation_;
  std::vector<TypedTensor> inputs_, outputs_;
  std::vector<void*> pointers_;
  std::optional<bool> repeats_;  ///< Whether the same operation gave the same bits; known after verify().
};

}  // namespace

std::unique_ptr<Trial> make_operation_trial(std::unique_ptr<OperationProblem> problem,
                                            std::unique_ptr<TensorOperation> operation, Context& context) {
  return std::make_unique<OperationTrial>(std::move(problem), std::move(operation), context);
}

}  // namespace gpubench
