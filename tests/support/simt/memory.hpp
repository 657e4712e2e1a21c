/// SharedMemory: who made which shared memory of the block that runs, and when it ends.
#pragma once
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace gpubench::simt {

class SharedMemory {
 public:
  /// What the hardware's bulk copies ask for at most.
  static constexpr std::align_val_t kAlignment{128};

  static SharedMemory& get();

  void begin_launch(std::size_t dynamic_size);
  void* find(const void* declaration, std::size_t size);
  void* find_dynamic();
  void end_block();
  void end_launch();

 private:
  struct Free {
    void operator()(void* memory) const { ::operator delete(memory, kAlignment); }
  };
  using Memory = std::unique_ptr<void, Free>;
  struct Part {
    const void* declaration;
    Memory memory;
  };

  std::vector<Part> parts_;
  std::vector<Memory> retired_;
  std::size_t dynamic_size_ = 0;
  std::size_t used_ = 0;
};

}  // namespace gpubench::simt
