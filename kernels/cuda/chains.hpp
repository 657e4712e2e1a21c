/// Chains: kernels made for a number of independent chains, which the compiler must know to keep them in
/// registers.
#pragma once
#include <stdexcept>
#include <string>
#include <type_traits>

namespace gpubench::kernels::cuda {

/// launch(chains) with chains a std::integral_constant. Throws std::invalid_argument, naming the kernel,
/// for another number than 1, 2, 4 or 8.
template <class Launch>
void with_chains(const char* name, int chains, Launch launch) {
  switch (chains) {
    case 1:
      return launch(std::integral_constant<int, 1>());
    case 2:
      return launch(std::integral_constant<int, 2>());
    case 4:
      return launch(std::integral_constant<int, 4>());
    case 8:
      return launch(std::integral_constant<int, 8>());
    default:
      throw std::invalid_argument(std::string(name) + ": no kernel for " + std::to_string(chains) +
                                  " chains");
  }
}

}  // namespace gpubench::kernels::cuda
