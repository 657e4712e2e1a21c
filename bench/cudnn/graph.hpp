/// CudnnGraph: operations of cuDNN's backend and the tensors between them; needs no device.
#pragma once
#include <cudnn.h>

#include <array>
#include <cstdint>
#include <vector>

#include "bench/cudnn/descriptor.hpp"
#include "bench/dnn/element.hpp"
#include "bench/numerics/row_check.hpp"

namespace gpubench {

using FourCounts = std::array<std::int64_t, 4>;

/// How a tensor lies: cuDNN counts dimensions as NCHW, whatever their strides.
struct CudnnLayout {
  cudnnDataType_t type;
  FourCounts dimensions, strides;
};

cudnnDataType_t cudnn_type(ElementType type);
/// The last dimension's elements next to each other.
CudnnLayout packed_layout(cudnnDataType_t type, const FourCounts& dimensions);
/// [images, channels, side, side] with channels next to each other.
CudnnLayout image_layout(cudnnDataType_t type, std::uint64_t images, std::uint64_t channels,
                         std::uint64_t side);
/// A row's elements as its channels: [rows, columns, 1, 1].
CudnnLayout matrix_layout(ElementType type, RowShape shape);
/// f32, one for each channel: [1, count, 1, 1].
CudnnLayout channel_layout(std::uint64_t count);

/// Ids: 1, 2, .. of the tensors that the caller has, in its order; then of scalars, which are passed by
/// value; above kPassingIds of tensors that live within the graph only.
class CudnnGraph {
 public:
  /// A tensor of the caller's. Throws std::runtime_error where cuDNN refuses it, as all of these.
  static Descriptor tensor(std::int64_t id, const CudnnLayout& layout);
  /// One f32, by value.
  Descriptor scalar(std::int64_t id, float value);
  /// A tensor from one operation to the next.
  Descriptor passing(const CudnnLayout& layout);

  /// y = mode(x), or mode(x, b), or with `mask` x where it is true, else b. In f32 unless compute says
  /// otherwise; axis is GEN_INDEX's.
  struct Pointwise {
    cudnnPointwiseMode_t mode;
    const Descriptor& x;
    const Descriptor* b = nullptr;
    const Descriptor* mask = nullptr;
    cudnnDataType_t compute = CUDNN_DATA_FLOAT;
    std::int64_t axis = -1;
  };
  void add_pointwise(const Pointwise& of, const Descriptor& y);
  void add_matmul(const Descriptor& a, const Descriptor& b, const Descriptor& c);
  /// Over the dimensions in which y has one element.
  void add_reduction(cudnnReduceTensorOp_t reduction, const Descriptor& x, const Descriptor& y);
  /// Any other, made final.
  void add(Descriptor operation) { operations_.push_back(std::move(operation)); }

  const std::vector<Descriptor>& operations() const { return operations_; }
  /// By ascending id.
  const std::vector<float>& scalars() const { return scalars_; }

 private:
  static constexpr std::int64_t kPassingIds = 1000;

  std::vector<Descriptor> operations_;
  std::vector<float> scalars_;
  std::int64_t passing_ = kPassingIds;
};

}  // namespace gpubench
