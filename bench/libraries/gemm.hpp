/// gemm by a library: C = A B, on any backend that brings one.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/libraries/gemm_points.hpp"
#include "bench/libraries/gemm_product.hpp"

namespace gpubench {

/// What a backend brings.
struct GemmLibrary {
  std::string backend;             ///< "host", "cuda"
  std::string api;                 ///< "cuBLASLt"
  std::string library;             ///< "cublaslt": the axis "library".
  std::vector<const char*> types;  ///< Of the axis "type".
  bool batched = false;            ///< Whether there is an axis "batch".
  std::vector<GemmPoint> (*points)(Profile profile) = nullptr;
  /// What a product, and making it, takes beside its matrices; null: nothing.
  Bytes (*workspace)(GemmType) = nullptr;
  /// Throws std::runtime_error where the library has none of that type and shape.
  std::function<std::unique_ptr<GemmProduct>(GemmType, const GemmShape&, Context&)> make_product;
  /// Why the library takes no such product, where that is known beforehand; may be null.
  std::optional<std::string> (*obstacle)(GemmType, const GemmShape&) = nullptr;
};

std::unique_ptr<Benchmark> make_gemm_benchmark(GemmLibrary library);

}  // namespace gpubench
