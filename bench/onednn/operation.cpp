#include "bench/onednn/operation.hpp"

#include <omp.h>

#include <unordered_map>

namespace gpubench {
namespace {

using dnnl::memory;

class OnednnOperation final : public TensorOperation {
 public:
  OnednnOperation(const OnednnDescription& description, const dnnl::engine& engine, int threads)
      : threads_(threads),
        tensors_(description.tensors),
        unused_(description.unused),
        engine_(engine),
        stream_(engine_) {
    omp_set_num_threads(threads);
    implementation_ = description.primitive.impl_info_str();
    primitive_ = checked_onednn("primitive", [&] { return dnnl::primitive(description.primitive.get()); });
  }

  void enqueue(Stream&, std::span<void* const> tensors) override {
    if (arguments_.empty()) bind(tensors);
    checked_onednn("execute", [&] {
      primitive_.execute(stream_, arguments_);
      stream_.wait();
    });
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"implementation", implementation_}, {"threads", std::to_string(threads_)}};
  }

 private:
  void bind(std::span<void* const> tensors) {
    checked_onednn("memory", [&] {
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        arguments_.emplace(tensors_[i].argument, memory(tensors_[i].layout, engine_, tensors[i]));
      }
      for (const auto& [argument, place] : unused_) {
        arguments_.emplace(argument, arguments_.at(tensors_[place].argument));
      }
    });
  }

  int threads_;
  std::vector<OnednnTensor> tensors_;
  std::vector<std::pair<int, std::size_t>> unused_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  dnnl::primitive primitive_;
  std::string implementation_;
  std::unordered_map<int, memory> arguments_;
};

}  // namespace

memory::data_type onednn_type(ElementType type) {
  switch (type) {
    case ElementType::f32:
      return memory::data_type::f32;
    case ElementType::f16:
      return memory::data_type::f16;
    case ElementType::bf16:
      return memory::data_type::bf16;
  }
  throw std::invalid_argument("onednn: a type without a name");
}

memory::desc onednn_matrix(ElementType type, RowShape shape) {
  return {{static_cast<memory::dim>(shape.rows), static_cast<memory::dim>(shape.columns)},
          onednn_type(type),
          memory::format_tag::ab};
}

memory::desc onednn_images(ElementType type, std::uint64_t batch, std::uint64_t channels,
                           std::uint64_t side) {
  const auto s = static_cast<memory::dim>(side);
  return {{static_cast<memory::dim>(batch), static_cast<memory::dim>(channels), s, s},
          onednn_type(type),
          memory::format_tag::nhwc};
}

memory::desc onednn_vector(std::uint64_t count) {
  return {{static_cast<memory::dim>(count)}, memory::data_type::f32, memory::format_tag::a};
}

dnnl::engine onednn_cpu() {
  return checked_onednn("engine", [] { return dnnl::engine(dnnl::engine::kind::cpu, 0); });
}

std::unique_ptr<TensorOperation> make_onednn_operation(const OnednnDescription& description,
                                                       const dnnl::engine& engine, int threads) {
  return std::make_unique<OnednnOperation>(description, engine, threads);
}

}  // namespace gpubench
