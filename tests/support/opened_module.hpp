/// A module as the program opens it, and a test on one; skipped where it was not built.
#pragma once
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "bench/api/registrar.hpp"

namespace gpubench::test {

/// Null where it was not built. Not closed again: a library's threads outlive it. Throws std::runtime_error.
inline const ModuleInfo* open_module(const std::string& name) {
  const auto file = std::filesystem::path(GPUBENCH_BINARY_DIR) / ("gpubench_" + name + ".so");
  if (!std::filesystem::exists(file)) return nullptr;
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  const auto function = reinterpret_cast<ModuleFunction>(dlsym(library, kModuleSymbol));
  if (function == nullptr) throw std::runtime_error(dlerror());
  return function();
}

class OpenedModule : public testing::Test {
 protected:
  explicit OpenedModule(std::string name) : name_(std::move(name)) {}

  void SetUp() override {
    module_ = open_module(name_);
    if (module_ == nullptr) GTEST_SKIP() << "built without the module " << name_;
    ASSERT_EQ(module_->register_benchmarks(kept_), nullptr);
    ASSERT_FALSE(kept_.benchmarks.empty());
  }

  const Benchmark& only() const { return *kept_.benchmarks.front(); }

  /// Throws std::out_of_range where the module has no benchmark of that name.
  const Benchmark& named(const std::string& name) const {
    for (const auto& benchmark : kept_.benchmarks) {
      if (benchmark->description().name == name) return *benchmark;
    }
    throw std::out_of_range(name_ + " has no benchmark " + name);
  }

  /// Empty where the module has no such fact.
  std::string fact(const std::string& key) const {
    for (const LibraryFact& fact : module_->library_facts()) {
      if (fact.key == key) return fact.value;
    }
    return {};
  }

  std::string name_;
  const ModuleInfo* module_ = nullptr;
  Collection kept_;
};

}  // namespace gpubench::test
