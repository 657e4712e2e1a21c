/// Shared memory: for each block and declaration a fresh heap block, poisoned: red zones under the address
/// sanitizer, and garbage (NaN, -1) in place of what a former block left.
#pragma once
#include <cstddef>
#include <type_traits>

namespace gpubench::simt {

/// The block's memory of this declaration, made by the first thread that comes to it.
void* shared_memory(const void* declaration, std::size_t size);
/// As large as the launch said.
void* dynamic_shared_memory();

}  // namespace gpubench::simt

#define GPUBENCH_SHARED(name, ...)                            \
  static const char name##_declaration = 0;                   \
  auto& name = *static_cast<std::add_pointer_t<__VA_ARGS__>>( \
      ::gpubench::simt::shared_memory(&name##_declaration, sizeof(__VA_ARGS__)))

#define GPUBENCH_DYNAMIC_SHARED(type, name) \
  type* const name = static_cast<type*>(::gpubench::simt::dynamic_shared_memory())
