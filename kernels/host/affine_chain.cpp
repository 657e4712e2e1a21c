#include "kernels/host/affine_chain.hpp"

#include <algorithm>
#include <array>

namespace gpubench::kernels {
namespace {

/// Enough independent chains to fill the vector units' pipelines.
constexpr std::size_t kBlock = 128;

void chain_block(const AffineChainArguments& arguments, std::size_t begin, std::size_t count) {
  std::array<float, kBlock> x{};
  std::copy_n(arguments.in + begin, count, x.begin());
  for (int pair = 0; pair < arguments.pairs; ++pair)
    for (float& value : x)
      value = (value * arguments.scale + arguments.first) * arguments.scale + arguments.second;
  std::copy_n(x.begin(), count, arguments.out + begin);
}

}  // namespace

void affine_chain(const AffineChainArguments& arguments) {
  const std::size_t blocks = (arguments.count + kBlock - 1) / kBlock;
#pragma omp parallel for schedule(static) num_threads(arguments.threads)
  for (std::size_t block = 0; block < blocks; ++block)
    chain_block(arguments, block * kBlock, std::min(kBlock, arguments.count - block * kBlock));
}

}  // namespace gpubench::kernels
