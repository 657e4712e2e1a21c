/// The fake library, opened as the real one is, with its script reset.
#pragma once
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <string>

#include "bench/nvml/library.hpp"
#include "bench/nvml/telemetry.hpp"
#include "tests/support/fake_nvml.hpp"

namespace gpubench::nvml {

class FakeNvmlTest : public testing::Test {
 protected:
  explicit FakeNvmlTest(const char* file = FAKE_NVML_FILE) : file_(file), handle_(dlopen(file, RTLD_NOW)) {
    if (handle_ == nullptr) throw std::runtime_error(dlerror());
    script_ = reinterpret_cast<FakeNvmlFunction>(dlsym(handle_, "fake_nvml"))();
    *script_ = FakeNvml{};
  }
  ~FakeNvmlTest() override { dlclose(handle_); }

  FakeNvml& script() { return *script_; }
  std::shared_ptr<const Library> open() { return Library::open(reason_, file_); }
  const std::string& reason() const { return reason_; }
  Device device(const Library& library) { return find_device(library, "0000:1b:00.0", reason_); }

 private:
  std::string file_, reason_;
  void* handle_;
  FakeNvml* script_ = nullptr;
};

/// A driver of years ago: few functions, by older names.
class OldNvmlTest : public FakeNvmlTest {
 protected:
  OldNvmlTest() : FakeNvmlTest(FAKE_NVML_OLD_FILE) {}
};

}  // namespace gpubench::nvml
