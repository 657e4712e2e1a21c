#include "bench/onednn/convolution.hpp"

#include <omp.h>

#include <dnnl.hpp>
#include <optional>
#include <string>
#include <unordered_map>

#include "bench/dnn/convolution.hpp"
#include "bench/onednn/check.hpp"

namespace gpubench {
namespace {

using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;

/// The tensors as they lie in memory, and what oneDNN may choose itself.
struct Layouts {
  explicit Layouts(const ConvolutionShape& shape)
      : stride{static_cast<memory::dim>(shape.stride), static_cast<memory::dim>(shape.stride)},
        pad{static_cast<memory::dim>(shape.pad()), static_cast<memory::dim>(shape.pad())},
        x(dims(shape.batch, shape.channels, shape.size), memory::data_type::f32, memory::format_tag::nhwc),
        w(dims(shape.filters, shape.channels, shape.kernel), memory::data_type::f32,
          memory::format_tag::ohwi),
        y(dims(shape.batch, shape.filters, shape.out_size()), memory::data_type::f32,
          memory::format_tag::nhwc),
        w_preferred(w.dims(), memory::data_type::f32, memory::format_tag::any) {}

  static memory::dims dims(std::uint64_t outer, std::uint64_t channels, std::uint64_t side) {
    const auto s = static_cast<memory::dim>(side);
    return {static_cast<memory::dim>(outer), static_cast<memory::dim>(channels), s, s};
  }

  memory::dims stride, pad;
  memory::desc x, w, y, w_preferred;
};

class OnednnProduct final : public ConvolutionProduct {
 public:
  OnednnProduct(ConvolutionPass pass, const ConvolutionShape& shape, int threads)
      : pass_(pass),
        threads_(threads),
        layouts_(shape),
        engine_(dnnl::engine::kind::cpu, 0),
        stream_(engine_) {
    omp_set_num_threads(threads);
    const dnnl::convolution_forward::primitive_desc forward = describe_forward();
    if (pass == ConvolutionPass::forward) {
      use(forward, forward.weights_desc());
    } else if (pass == ConvolutionPass::backward_data) {
      use_backward_data(forward);
    } else {
      use_backward_filter(forward);
    }
  }

  void enqueue(Stream&, void* x, void* w, void* y) override {
    if (arguments_.empty()) bind(x, w, y);
    checked_onednn("execute", [&] {
      if (reorders() && pass_ != ConvolutionPass::backward_filter)
        to_preferred_.execute(stream_, *w_, *w_own_);
      primitive_.execute(stream_, arguments_);
      if (reorders() && pass_ == ConvolutionPass::backward_filter)
        from_preferred_.execute(stream_, *w_own_, *w_);
      stream_.wait();
    });
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"implementation", implementation_},
            {"filters", reorders() ? "reordered in every call" : "as they are"},
            {"threads", std::to_string(threads_)}};
  }

 private:
  bool reorders() const { return w_used_ != layouts_.w; }

  dnnl::convolution_forward::primitive_desc describe_forward() const {
    return checked_onednn("convolution_forward", [&] {
      return dnnl::convolution_forward::primitive_desc(
          {dnnl::prop_kind::forward_training, dnnl::algorithm::convolution_direct, layouts_.x,
           layouts_.w_preferred, layouts_.y, layouts_.stride, layouts_.pad, layouts_.pad},
          engine_);
    });
  }

  void use_backward_data(const dnnl::convolution_forward::primitive_desc& forward) {
    const auto described = checked_onednn("convolution_backward_data", [&] {
      return dnnl::convolution_backward_data::primitive_desc(
          {dnnl::algorithm::convolution_direct, layouts_.x, layouts_.w_preferred, layouts_.y, layouts_.stride,
           layouts_.pad, layouts_.pad},
          engine_, forward);
    });
    use(described, described.weights_desc());
  }

  void use_backward_filter(const dnnl::convolution_forward::primitive_desc& forward) {
    const auto described = checked_onednn("convolution_backward_weights", [&] {
      return dnnl::convolution_backward_weights::primitive_desc(
          {dnnl::algorithm::convolution_direct, layouts_.x, layouts_.w_preferred, layouts_.y, layouts_.stride,
           layouts_.pad, layouts_.pad},
          engine_, forward);
    });
    use(described, described.diff_weights_desc());
  }

  template <class Described>
  void use(const Described& described, const memory::desc& w) {
    implementation_ = described.impl_info_str();
    primitive_ = checked_onednn("primitive", [&] { return dnnl::primitive(described.get()); });
    w_used_ = w;
    if (reorders()) w_own_ = checked_onednn("memory", [&] { return memory(w_used_, engine_); });
  }

  void bind(void* x, void* w, void* y) {
    checked_onednn("memory", [&] {
      w_ = memory(layouts_.w, engine_, w);
      const memory of_x(layouts_.x, engine_, x), of_y(layouts_.y, engine_, y);
      const memory of_w = reorders() ? *w_own_ : *w_;
      if (reorders()) {
        to_preferred_ = dnnl::reorder(*w_, *w_own_);
        from_preferred_ = dnnl::reorder(*w_own_, *w_);
      }
      if (pass_ == ConvolutionPass::forward) {
        arguments_ = {{DNNL_ARG_SRC, of_x}, {DNNL_ARG_WEIGHTS, of_w}, {DNNL_ARG_DST, of_y}};
      } else if (pass_ == ConvolutionPass::backward_data) {
        arguments_ = {{DNNL_ARG_DIFF_SRC, of_x}, {DNNL_ARG_WEIGHTS, of_w}, {DNNL_ARG_DIFF_DST, of_y}};
      } else {
        arguments_ = {{DNNL_ARG_SRC, of_x}, {DNNL_ARG_DIFF_WEIGHTS, of_w}, {DNNL_ARG_DIFF_DST, of_y}};
      }
    });
  }

  ConvolutionPass pass_;
  int threads_;
  Layouts layouts_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  dnnl::primitive primitive_;
  std::string implementation_;
  memory::desc w_used_;              ///< As oneDNN prefers the filters.
  std::optional<memory> w_, w_own_;  ///< The trial's; this product's, where it prefers another layout.
  dnnl::reorder to_preferred_, from_preferred_;
  Arguments arguments_;
};

std::unique_ptr<ConvolutionProduct> make_product(ConvolutionType, ConvolutionPass pass,
                                                 const ConvolutionShape& shape, Context& context) {
  return std::make_unique<OnednnProduct>(pass, shape, context.machine.threads);
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_convolution() {
  return make_convolution_benchmark(
      {.backend = "host", .api = "oneDNN", .types = {"f32"}, .make_product = make_product});
}

}  // namespace gpubench
