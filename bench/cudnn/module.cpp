#include <cudnn.h>

#include "bench/cudnn/convolution.hpp"
#include "bench/cudnn/operations.hpp"
#include "bench/libraries/module.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(
      registrar, "cudnn: registration of benchmarks failed: out of memory",
      {make_cudnn_convolution, make_cudnn_softmax, make_cudnn_layer_norm, make_cudnn_batch_norm,
       make_cudnn_pooling, make_cudnn_activation, make_cudnn_attention});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] {
    return std::vector<LibraryFact>{{"cudnn.compiled", version_text(CUDNN_VERSION)},
                                    {"cudnn.loaded", version_text(cudnnGetVersion())}};
  });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cudnn",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kCudaRequired};
  return &info;
}
