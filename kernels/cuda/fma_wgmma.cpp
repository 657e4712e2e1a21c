#include "kernels/cuda/fma_wgmma.hpp"

#include <stdexcept>

namespace gpubench::kernels::cuda {

TensorShape wgmma_shape(TensorType type) {
  const auto of_bytes = [](int element) {
    return TensorShape{kWgmmaRows, kWgmmaColumns, kWgmmaDepthBytes / element};
  };
  switch (type) {
    case TensorType::tf32:
      return of_bytes(4);
    case TensorType::f16:
    case TensorType::bf16:
      return of_bytes(2);
    case TensorType::e4m3:
    case TensorType::s8:
      return of_bytes(1);
    case TensorType::f64:
      break;
  }
  throw std::invalid_argument("wgmma_shape: wgmma takes no f64");
}

}  // namespace gpubench::kernels::cuda
