/// Library: NVML, opened and initialised; and the ways to ask one of its functions.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "bench/nvml/functions.hpp"

namespace gpubench::nvml {

/// Comes with the driver.
inline constexpr const char* kLibraryFile = "libnvidia-ml.so.1";

/// For any number of threads at once, as NVML is.
class Library {
 public:
  /// Null, with the reason, where there is no such file, it lacks NVML's first functions, or has no driver to
  /// talk to.
  static std::shared_ptr<const Library> open(std::string& reason, const std::string& file = kLibraryFile);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  const Functions& functions() const { return functions_; }
  /// NVML's own text for a code.
  std::string error_text(Code code) const;

 private:
  struct Closer {
    void operator()(void* library) const { dlclose(library); }
  };
  using Handle = std::unique_ptr<void, Closer>;
  explicit Library(Handle handle) : handle_(std::move(handle)), functions_(handle_.get()) {}

  Handle handle_;
  Functions functions_;
  bool initialised_ = false;
};

/// The one value a function answers with as its last argument; nothing where it does not answer with success.
template <class Value, class... Arguments, class... Given>
std::optional<Value> ask(const Function<Arguments...>& function, Given... given) {
  Value value{};
  if (function(given..., &value) != kSuccess) return std::nullopt;
  return value;
}

/// A function that writes text, as all of NVML's do, into a place of less than 96 characters.
template <class... Arguments, class... Given>
std::optional<std::string> ask_text(const Function<Arguments...>& function, Given... given) {
  std::array<char, 96> text{};
  if (function(given..., text.data(), static_cast<unsigned>(text.size() - 1)) != kSuccess)
    return std::nullopt;
  return std::string(text.data());
}

}  // namespace gpubench::nvml
