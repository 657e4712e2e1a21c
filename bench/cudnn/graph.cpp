#include "bench/cudnn/graph.hpp"

#include <stdexcept>

namespace gpubench {
namespace {

/// Of every tensor: a Memory begins at a larger power of two.
constexpr std::int64_t kAlignment = 64;

Descriptor begin_tensor(std::int64_t id, const CudnnLayout& layout) {
  Descriptor tensor(CUDNN_BACKEND_TENSOR_DESCRIPTOR, "tensor");
  tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, layout.type);
  tensor.set(CUDNN_ATTR_TENSOR_DIMENSIONS, layout.dimensions);
  tensor.set(CUDNN_ATTR_TENSOR_STRIDES, layout.strides);
  tensor.set(CUDNN_ATTR_TENSOR_UNIQUE_ID, id);
  tensor.set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, kAlignment);
  return tensor;
}

void set_true(Descriptor& tensor, cudnnBackendAttributeName_t which) {
  const bool yes = true;
  tensor.set(which, CUDNN_TYPE_BOOLEAN, 1, &yes);
}

std::int64_t signed_count(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

}  // namespace

cudnnDataType_t cudnn_type(ElementType type) {
  switch (type) {
    case ElementType::f32:
      return CUDNN_DATA_FLOAT;
    case ElementType::f16:
      return CUDNN_DATA_HALF;
    case ElementType::bf16:
      return CUDNN_DATA_BFLOAT16;
  }
  throw std::invalid_argument("cudnn: a type without a name");
}

CudnnLayout packed_layout(cudnnDataType_t type, const FourCounts& d) {
  return {type, d, {d[1] * d[2] * d[3], d[2] * d[3], d[3], 1}};
}

CudnnLayout image_layout(cudnnDataType_t type, std::uint64_t images, std::uint64_t channels,
                         std::uint64_t side) {
  const std::int64_t c = signed_count(channels), s = signed_count(side);
  return {type, {signed_count(images), c, s, s}, {c * s * s, 1, c * s, c}};
}

CudnnLayout matrix_layout(ElementType type, RowShape shape) {
  return image_layout(cudnn_type(type), shape.rows, shape.columns, 1);
}

CudnnLayout channel_layout(std::uint64_t count) {
  return image_layout(CUDNN_DATA_FLOAT, 1, count, 1);
}

Descriptor CudnnGraph::tensor(std::int64_t id, const CudnnLayout& layout) {
  Descriptor tensor = begin_tensor(id, layout);
  tensor.finalize();
  return tensor;
}

Descriptor CudnnGraph::scalar(std::int64_t id, float value) {
  Descriptor tensor = begin_tensor(id, packed_layout(CUDNN_DATA_FLOAT, {1, 1, 1, 1}));
  set_true(tensor, CUDNN_ATTR_TENSOR_IS_BY_VALUE);
  tensor.finalize();
  scalars_.push_back(value);
  return tensor;
}

Descriptor CudnnGraph::passing(const CudnnLayout& layout) {
  Descriptor tensor = begin_tensor(++passing_, layout);
  set_true(tensor, CUDNN_ATTR_TENSOR_IS_VIRTUAL);
  tensor.finalize();
  return tensor;
}

void CudnnGraph::add_pointwise(const Pointwise& of, const Descriptor& y) {
  Descriptor pointwise(CUDNN_BACKEND_POINTWISE_DESCRIPTOR, "pointwise");
  pointwise.set(CUDNN_ATTR_POINTWISE_MODE, CUDNN_TYPE_POINTWISE_MODE, 1, &of.mode);
  pointwise.set(CUDNN_ATTR_POINTWISE_MATH_PREC, of.compute);
  if (of.axis >= 0) pointwise.set(CUDNN_ATTR_POINTWISE_AXIS, of.axis);
  pointwise.finalize();
  Descriptor operation(CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR, "pointwise operation");
  operation.set(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR, pointwise);
  operation.set(CUDNN_ATTR_OPERATION_POINTWISE_XDESC, of.x);
  if (of.b != nullptr) operation.set(CUDNN_ATTR_OPERATION_POINTWISE_BDESC, *of.b);
  if (of.mask != nullptr) operation.set(CUDNN_ATTR_OPERATION_POINTWISE_TDESC, *of.mask);
  operation.set(CUDNN_ATTR_OPERATION_POINTWISE_YDESC, y);
  operation.finalize();
  add(std::move(operation));
}

void CudnnGraph::add_matmul(const Descriptor& a, const Descriptor& b, const Descriptor& c) {
  Descriptor matmul(CUDNN_BACKEND_MATMUL_DESCRIPTOR, "matmul");
  matmul.set(CUDNN_ATTR_MATMUL_COMP_TYPE, CUDNN_DATA_FLOAT);
  matmul.finalize();
  Descriptor operation(CUDNN_BACKEND_OPERATION_MATMUL_DESCRIPTOR, "matmul operation");
  operation.set(CUDNN_ATTR_OPERATION_MATMUL_ADESC, a);
  operation.set(CUDNN_ATTR_OPERATION_MATMUL_BDESC, b);
  operation.set(CUDNN_ATTR_OPERATION_MATMUL_CDESC, c);
  operation.set(CUDNN_ATTR_OPERATION_MATMUL_DESC, matmul);
  operation.finalize();
  add(std::move(operation));
}

void CudnnGraph::add_reduction(cudnnReduceTensorOp_t reduction, const Descriptor& x, const Descriptor& y) {
  Descriptor reduce(CUDNN_BACKEND_REDUCTION_DESCRIPTOR, "reduction");
  reduce.set(CUDNN_ATTR_REDUCTION_COMP_TYPE, CUDNN_DATA_FLOAT);
  reduce.set(CUDNN_ATTR_REDUCTION_OPERATOR, CUDNN_TYPE_REDUCTION_OPERATOR_TYPE, 1, &reduction);
  reduce.finalize();
  Descriptor operation(CUDNN_BACKEND_OPERATION_REDUCTION_DESCRIPTOR, "reduction operation");
  operation.set(CUDNN_ATTR_OPERATION_REDUCTION_XDESC, x);
  operation.set(CUDNN_ATTR_OPERATION_REDUCTION_YDESC, y);
  operation.set(CUDNN_ATTR_OPERATION_REDUCTION_DESC, reduce);
  operation.finalize();
  add(std::move(operation));
}

}  // namespace gpubench
