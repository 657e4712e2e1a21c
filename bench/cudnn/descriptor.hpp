/// Descriptor: a part of a graph of cuDNN's backend, destroyed when its owner ends.
#pragma once
#include <cudnn.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "bench/cudnn/check.hpp"

namespace gpubench {

/// Throws std::runtime_error naming the descriptor where cuDNN refuses it.
class Descriptor {
 public:
  Descriptor(cudnnBackendDescriptorType_t type, const char* name) : name_(name) {
    cudnnBackendDescriptor_t handle = nullptr;
    check_cudnn(cudnnBackendCreateDescriptor(type, &handle), text("cudnnBackendCreateDescriptor").c_str());
    handle_.reset(handle);
  }

  void* get() const { return handle_.get(); }

  void set(cudnnBackendAttributeName_t which, cudnnBackendAttributeType_t type, std::int64_t count,
           const void* values) {
    check_cudnn(cudnnBackendSetAttribute(get(), which, type, count, values),
                text("cudnnBackendSetAttribute", static_cast<int>(which)).c_str());
  }
  void set(cudnnBackendAttributeName_t which, std::int64_t value) { set(which, CUDNN_TYPE_INT64, 1, &value); }
  void set(cudnnBackendAttributeName_t which, float value) { set(which, CUDNN_TYPE_FLOAT, 1, &value); }
  void set(cudnnBackendAttributeName_t which, cudnnDataType_t value) {
    set(which, CUDNN_TYPE_DATA_TYPE, 1, &value);
  }
  void set(cudnnBackendAttributeName_t which, std::span<const std::int64_t> values) {
    set(which, CUDNN_TYPE_INT64, static_cast<std::int64_t>(values.size()), values.data());
  }
  void set(cudnnBackendAttributeName_t which, const Descriptor& value) {
    const cudnnBackendDescriptor_t handle = value.get();
    set(which, CUDNN_TYPE_BACKEND_DESCRIPTOR, 1, &handle);
  }

  void set(cudnnBackendAttributeName_t which, std::span<const Descriptor> values) {
    std::vector<cudnnBackendDescriptor_t> handles;
    for (const Descriptor& value : values) handles.push_back(value.get());
    set(which, CUDNN_TYPE_BACKEND_DESCRIPTOR, static_cast<std::int64_t>(handles.size()), handles.data());
  }

  void finalize() { check_cudnn(cudnnBackendFinalize(get()), text("cudnnBackendFinalize").c_str()); }

  /// The first `room` values of an attribute.
  template <class T>
  std::vector<T> values(cudnnBackendAttributeName_t which, cudnnBackendAttributeType_t type,
                        std::int64_t room) const {
    std::vector<T> found(static_cast<std::size_t>(room));
    std::int64_t count = 0;
    check_cudnn(cudnnBackendGetAttribute(get(), which, type, room, &count, found.data()),
                text("cudnnBackendGetAttribute", static_cast<int>(which)).c_str());
    found.resize(static_cast<std::size_t>(std::min(count, room)));
    return found;
  }
  std::int64_t integer(cudnnBackendAttributeName_t which) const {
    const auto found = values<std::int64_t>(which, CUDNN_TYPE_INT64, 1);
    return found.empty() ? 0 : found.front();
  }
  /// Descriptors of that type which cuDNN fills in: those there are, `room` at most.
  std::vector<Descriptor> descriptors(cudnnBackendAttributeName_t which, cudnnBackendDescriptorType_t type,
                                      const char* name, std::int64_t room) const {
    std::vector<Descriptor> found;
    std::vector<cudnnBackendDescriptor_t> handles;
    for (std::int64_t i = 0; i < room; ++i) handles.push_back(found.emplace_back(type, name).get());
    std::int64_t count = 0;
    check_cudnn(
        cudnnBackendGetAttribute(get(), which, CUDNN_TYPE_BACKEND_DESCRIPTOR, room, &count, handles.data()),
        text("cudnnBackendGetAttribute", static_cast<int>(which)).c_str());
    found.erase(found.begin() + std::min(count, room), found.end());
    return found;
  }

 private:
  std::string text(const char* call) const { return fmt::format("{}({})", call, name_); }
  std::string text(const char* call, int attribute) const {
    return fmt::format("{}({}, attribute {})", call, name_, attribute);
  }

  struct Destroy {
    void operator()(void* handle) const noexcept { cudnnBackendDestroyDescriptor(handle); }
  };
  const char* name_;
  std::unique_ptr<void, Destroy> handle_;
};

}  // namespace gpubench
