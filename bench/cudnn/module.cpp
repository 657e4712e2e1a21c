#include <cudnn.h>
#include <fmt/format.h>

#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/cudnn/convolution.hpp"
#include "bench/cudnn/operations.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_cudnn_convolution());
    registrar.add(make_cudnn_softmax());
    registrar.add(make_cudnn_layer_norm());
    registrar.add(make_cudnn_batch_norm());
    registrar.add(make_cudnn_pooling());
    registrar.add(make_cudnn_activation());
    registrar.add(make_cudnn_attention());
    return nullptr;
  } catch (const std::exception&) {
    return "cudnn: registration of benchmarks failed: out of memory";
  }
}

/// 91900 -> "9.19.0"
std::string version_text(std::size_t version) {
  return fmt::format("{}.{}.{}", version / 10000, version % 10000 / 100, version % 100);
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    return {{"cudnn_compiled", version_text(CUDNN_VERSION)},
            {"cudnn_loaded", version_text(cudnnGetVersion())}};
  } catch (const std::exception&) {
    return {};
  }
}

/// What the module links is looked for along its own path anyway.
constexpr RequiredLibrary kRequired[] = {{"libcuda.so.1", "no CUDA driver"}, {nullptr, nullptr}};

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cudnn",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kRequired};
  return &info;
}
