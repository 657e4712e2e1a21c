#include "bench/blas/provider.hpp"

#include <cblas.h>
#include <dlfcn.h>

#include <filesystem>
#include <memory>
#include <string>

#include "bench/api/mapped_library.hpp"

namespace gpubench {
namespace {

struct Close {
  void operator()(void* library) const { dlclose(library); }
};

/// The file the linker took cblas_dgemm from; empty where it can't tell.
std::string mapped_file() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<void*>(&cblas_dgemm), &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code error;
  const auto file = std::filesystem::canonical(info.dli_fname, error);
  return error ? std::string(info.dli_fname) : file.string();
}

/// The provider's function of that name, its dependencies' included; null where there is none. The module is
/// opened RTLD_LOCAL, so the provider is not in the global scope.
template <class Function>
Function* find(const char* name) {
  const std::string file = mapped_file();
  if (file.empty()) return nullptr;
  const std::unique_ptr<void, Close> library(dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD));
  return library ? reinterpret_cast<Function*>(dlsym(library.get(), name)) : nullptr;
}

}  // namespace

std::optional<int> set_blas_threads(int threads) {
  if (auto* set = find<void(int)>("openblas_set_num_threads")) {
    set(threads);
    auto* get = find<int()>("openblas_get_num_threads");
    return get != nullptr ? get() : threads;
  }
  if (auto* set = find<void(int)>("omp_set_num_threads")) {
    set(threads);
    return threads;
  }
  return std::nullopt;
}

std::vector<LibraryFact> blas_facts() {
  std::vector<LibraryFact> facts;
  if (const auto name = library_holding(reinterpret_cast<const void*>(&cblas_dgemm))) {
    facts.push_back({"blas.provider", *name});
  }
  const auto add_text = [&](const char* key, const char* function) {
    auto* get = find<char*()>(function);
    const char* text = get != nullptr ? get() : nullptr;
    if (text != nullptr) facts.push_back({key, text});
  };
  // Its C interface shares this variable between its files; those made of it for other libraries keep it
  // hidden.
  if (find<void()>("RowMajorStrg") != nullptr) facts.push_back({"blas.name", "reference BLAS"});
  add_text("openblas.config", "openblas_get_config");
  add_text("openblas.corename", "openblas_get_corename");
  if (auto* get = find<int()>("openblas_get_num_threads"))
    facts.push_back({"openblas.threads", std::to_string(get())});
  if (auto* get = find<int()>("openblas_get_parallel")) {
    constexpr const char* kWays[] = {"sequential", "own threads", "OpenMP"};
    const int way = get();
    if (way >= 0 && way < 3) facts.push_back({"openblas.parallel", kWays[way]});
  }
  return facts;
}

}  // namespace gpubench
