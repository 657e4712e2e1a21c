/// A test on a module as the program opens it; skipped where it was not built.
#pragma once
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "bench/api/registrar.hpp"

namespace gpubench::test {

class OpenedModule : public testing::Test {
 protected:
  explicit OpenedModule(std::string name) : name_(std::move(name)) {}

  /// Not closed again: a library's threads outlive it.
  void SetUp() override {
    const auto file = std::filesystem::path(GPUBENCH_BINARY_DIR) / ("gpubench_" + name_ + ".so");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "built without the module " << name_;
    void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << dlerror();
    const auto function = reinterpret_cast<ModuleFunction>(dlsym(library, kModuleSymbol));
    ASSERT_NE(function, nullptr) << dlerror();
    module_ = function();
    ASSERT_EQ(module_->register_benchmarks(kept_), nullptr);
    ASSERT_FALSE(kept_.benchmarks.empty());
  }

  const Benchmark& only() const { return *kept_.benchmarks.front(); }

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
