#include "tests/support/simt/launch.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <stdexcept>

#include "tests/support/simt/block.hpp"
#include "tests/support/simt/memory.hpp"
#include "tests/support/simt/words.hpp"

namespace gpubench::simt {
namespace {

// CUDA programming guide, technical specifications for each compute capability.
void check_shape(dim3 grid, dim3 threads) {
  const std::uint64_t count = std::uint64_t{threads.x} * threads.y * threads.z;
  if (count == 0 || count > 1024 || threads.z > 64) {
    throw std::invalid_argument("simt: a block has 1 to 1024 threads, z at most 64");
  }
  if (grid.x == 0 || grid.x > 0x7FFFFFFFU || grid.y == 0 || grid.y > 65535 || grid.z == 0 || grid.z > 65535) {
    throw std::invalid_argument("simt: a grid has 1 to 2^31-1, 65535 and 65535 blocks");
  }
}

/// Holds what belongs to one launch, also where it fails.
class Running {
 public:
  explicit Running(std::size_t shared_bytes) {
    if (running_) throw std::logic_error("simt: a launch within a launch");
    running_ = true;
    SharedMemory::get().begin_launch(shared_bytes);
  }
  ~Running() {
    block().acquire_end();
    SharedMemory::get().end_launch();
    running_ = false;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  inline static bool running_ = false;
};

}  // namespace

std::vector<unsigned> Order::of(unsigned count) const {
  std::vector<unsigned> order(count);
  std::iota(order.begin(), order.end(), 0U);
  if (kind_ == Kind::reversed) std::reverse(order.begin(), order.end());
  if (kind_ == Kind::shuffled) std::shuffle(order.begin(), order.end(), std::mt19937(seed_));
  return order;
}

std::vector<Order> orders() {
  return {Order::ascending(), Order::reversed(), Order::shuffled(1), Order::shuffled(2)};
}

void launch(dim3 grid, dim3 threads, std::size_t shared_bytes, Order order,
            const std::function<void()>& body) {
  check_shape(grid, threads);
  const Running running(shared_bytes);
  gridDim = grid;
  blockDim = threads;
  const auto thread_order = order.of(threads.x * threads.y * threads.z);
  for (const unsigned i : order.of(grid.x * grid.y * grid.z)) {
    block().run({i % grid.x, i / grid.x % grid.y, i / (grid.x * grid.y)}, thread_order, body);
    SharedMemory::get().end_block();
  }
}

}  // namespace gpubench::simt
