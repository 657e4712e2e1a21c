/// Handles of cuBLASLt, each destroyed when its owner ends.
#pragma once
#include <cublasLt.h>

#include <memory>

#include "bench/cublas/check.hpp"
#include "bench/cublas/layout.hpp"

namespace gpubench {

struct DestroyCublas {
  void operator()(cublasLtContext* handle) const noexcept { cublasLtDestroy(handle); }
  void operator()(cublasLtMatmulDescOpaque_t* handle) const noexcept { cublasLtMatmulDescDestroy(handle); }
  void operator()(cublasLtMatrixLayoutOpaque_t* handle) const noexcept {
    cublasLtMatrixLayoutDestroy(handle);
  }
  void operator()(cublasLtMatmulPreferenceOpaque_t* handle) const noexcept {
    cublasLtMatmulPreferenceDestroy(handle);
  }
};

using CublasHandle = std::unique_ptr<cublasLtContext, DestroyCublas>;
using MatmulOperation = std::unique_ptr<cublasLtMatmulDescOpaque_t, DestroyCublas>;
using MatrixHandle = std::unique_ptr<cublasLtMatrixLayoutOpaque_t, DestroyCublas>;
using MatmulPreference = std::unique_ptr<cublasLtMatmulPreferenceOpaque_t, DestroyCublas>;

inline CublasHandle make_cublas() {
  cublasLtHandle_t handle = nullptr;
  check_cublas(cublasLtCreate(&handle), "cublasLtCreate");
  return CublasHandle(handle);
}

inline MatmulOperation make_operation(cublasComputeType_t compute, cudaDataType_t scale,
                                      cublasOperation_t left) {
  cublasLtMatmulDesc_t handle = nullptr;
  check_cublas(cublasLtMatmulDescCreate(&handle, compute, scale), "cublasLtMatmulDescCreate");
  MatmulOperation operation(handle);
  check_cublas(cublasLtMatmulDescSetAttribute(handle, CUBLASLT_MATMUL_DESC_TRANSA, &left, sizeof left),
               "cublasLtMatmulDescSetAttribute(TRANSA)");
  return operation;
}

inline MatrixHandle make_matrix(const MatrixLayout& layout, cudaDataType_t type, int batch) {
  cublasLtMatrixLayout_t handle = nullptr;
  check_cublas(cublasLtMatrixLayoutCreate(&handle, type, layout.rows, layout.columns, layout.leading),
               "cublasLtMatrixLayoutCreate");
  MatrixHandle matrix(handle);
  check_cublas(
      cublasLtMatrixLayoutSetAttribute(handle, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &batch, sizeof batch),
      "cublasLtMatrixLayoutSetAttribute(BATCH_COUNT)");
  check_cublas(cublasLtMatrixLayoutSetAttribute(handle, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET,
                                                &layout.stride, sizeof layout.stride),
               "cublasLtMatrixLayoutSetAttribute(STRIDED_BATCH_OFFSET)");
  return matrix;
}

inline MatmulPreference make_preference(std::uint64_t workspace_max) {
  cublasLtMatmulPreference_t handle = nullptr;
  check_cublas(cublasLtMatmulPreferenceCreate(&handle), "cublasLtMatmulPreferenceCreate");
  MatmulPreference preference(handle);
  check_cublas(cublasLtMatmulPreferenceSetAttribute(handle, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES,
                                                    &workspace_max, sizeof workspace_max),
               "cublasLtMatmulPreferenceSetAttribute(MAX_WORKSPACE_BYTES)");
  // The parts of a split k are added up in the compute type: other schemes round each part to the output's,
  // which the tolerance does not allow for.
  const std::uint32_t sums = CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE;
  check_cublas(cublasLtMatmulPreferenceSetAttribute(handle, CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK, &sums,
                                                    sizeof sums),
               "cublasLtMatmulPreferenceSetAttribute(REDUCTION_SCHEME_MASK)");
  return preference;
}

}  // namespace gpubench
