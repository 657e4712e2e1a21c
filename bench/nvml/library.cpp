#include "bench/nvml/library.hpp"

#include <fmt/format.h>

namespace gpubench::nvml {

std::shared_ptr<const Library> Library::open(std::string& reason, const std::string& file) {
  Handle handle(dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (handle == nullptr) {
    const char* error = dlerror();
    reason = fmt::format("no NVML: {}", error != nullptr ? error : file);
    return nullptr;
  }
  std::shared_ptr<Library> library(new Library(std::move(handle)));
  const Code code = library->functions_.init();
  if (code != kSuccess) {
    reason = fmt::format("NVML: nvmlInit_v2: {} (code {})", library->error_text(code), code);
    return nullptr;
  }
  library->initialised_ = true;
  return library;
}

Library::~Library() {
  if (initialised_) functions_.shut_down();  // what it answers changes nothing any more
}

std::string Library::error_text(Code code) const {
  using ErrorString = const char* (*)(Code);
  const auto error_string = reinterpret_cast<ErrorString>(dlsym(handle_.get(), "nvmlErrorString"));
  if (error_string != nullptr) return error_string(code);
  return code == kFunctionNotFound ? "no such function in this library" : "unknown error";
}

}  // namespace gpubench::nvml
