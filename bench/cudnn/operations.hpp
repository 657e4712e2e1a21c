/// Operations of networks by cuDNN: on one device. Needs no driver to be described.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/cudnn/graph.hpp"
#include "bench/dnn/activation.hpp"
#include "bench/dnn/attention.hpp"
#include "bench/dnn/batch_norm.hpp"
#include "bench/dnn/layer_norm.hpp"
#include "bench/dnn/pooling.hpp"

namespace gpubench {

/// By cudnnSoftmaxForward: cuDNN's graphs know softmax within attention only.
std::unique_ptr<Benchmark> make_cudnn_softmax();
std::unique_ptr<Benchmark> make_cudnn_layer_norm();
std::unique_ptr<Benchmark> make_cudnn_batch_norm();
std::unique_ptr<Benchmark> make_cudnn_pooling();
std::unique_ptr<Benchmark> make_cudnn_activation();
/// f16 and bf16: what its fused kernel takes.
std::unique_ptr<Benchmark> make_cudnn_attention();

// The graphs alone, which need no device; tensors are numbered from 1 in the order of each problem's inputs
// and outputs. They throw std::runtime_error where cuDNN refuses a part.
CudnnGraph describe_layer_norm(const LayerNormCase& of);
CudnnGraph describe_batch_norm(const BatchNormCase& of);
CudnnGraph describe_pooling(const PoolingCase& of);
CudnnGraph describe_activation(const ActivationCase& of);
CudnnGraph describe_attention(const AttentionCase& of);

}  // namespace gpubench
