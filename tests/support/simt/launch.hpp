/// Launch: one kernel over a grid, each CUDA thread a context of its own, blocks one after another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <source_location>
#include <vector>

#include "tests/support/simt/types.hpp"

namespace gpubench::simt {

/// In which order blocks, and the threads of a block, get their turn. A right kernel does not notice.
class Order {
 public:
  static Order ascending() { return Order(Kind::ascending, 0); }
  static Order reversed() { return Order(Kind::reversed, 0); }
  static Order shuffled(std::uint32_t seed) { return Order(Kind::shuffled, seed); }

  /// 0 .. count-1 in this order.
  std::vector<unsigned> of(unsigned count) const;

 private:
  enum class Kind { ascending, reversed, shuffled };
  Order(Kind kind, std::uint32_t seed) : kind_(kind), seed_(seed) {}
  Kind kind_;
  std::uint32_t seed_;
};

/// Ascending, reversed and two shuffles: what a kernel's test goes through.
std::vector<Order> orders();

/// Runs body() once for each thread, with threadIdx and its kin set: launch(grid, block, bytes, order, [&] {
/// kernel(arguments); }). Throws std::runtime_error, naming place, block and thread, where threads wait for
/// one another in vain, a warp's mask does not fit or shared memory does not suffice; std::invalid_argument
/// where no device takes such a grid. What body() throws comes out. Not reentrant, for one thread at a time.
void launch(dim3 grid, dim3 block, std::size_t shared_bytes, Order order, const std::function<void()>& body);

/// Where in a kernel a word stands.
using Place = std::source_location;

}  // namespace gpubench::simt
