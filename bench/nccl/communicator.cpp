#include "bench/nccl/communicator.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

#include "bench/nccl/check.hpp"
#include "bench/nccl/profiler.hpp"
#include "bench/nccl/profiler_claim.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

ncclDataType_t nccl_type(DataType type) {
  switch (type) {
    case DataType::f16:
      return ncclFloat16;
    case DataType::bf16:
      return ncclBfloat16;
    case DataType::f32:
      return ncclFloat32;
    case DataType::f64:
      return ncclFloat64;
    case DataType::s32:
      return ncclInt32;
  }
  throw std::invalid_argument("nccl: unknown data type");
}

ncclRedOp_t operation(Reduction reduction) {
  return reduction == Reduction::sum ? ncclSum : ncclMax;
}

int library_version() {
  int version = 0;
  check_nccl(ncclGetVersion(&version), "ncclGetVersion");
  return version;
}

cudaStream_t native(Stream& stream) {
  return static_cast<cudaStream_t>(stream.native());
}

/// A rank's block of a buffer that holds one for each.
void* block(const void* buffer, int rank, std::size_t count, DataType type) {
  auto* bytes = static_cast<std::byte*>(const_cast<void*>(buffer));
  return bytes + static_cast<std::size_t>(rank) * count * size_of(type);
}

}  // namespace

NcclCommunicator::NcclCommunicator(World& group, Backend& backend, const ncclUniqueId& job, Seconds limit)
    : limit_(limit), rank_(group.rank()), size_(group.size()), token_(backend, 2) {
  const std::int32_t zeros[] = {0, 0};
  token_.upload(zeros);
  ncclConfig_t config = NCCL_CONFIG_INITIALIZER;
  config.blocking = 0;
  const NcclProfilerClaim claim(library_version());
  untold_ = claim.obstacle();
  try {
    complete(ncclCommInitRankConfig(&handle_, size_, job, rank_, &config), "ncclCommInitRankConfig");
  } catch (...) {
    abort();  // what it says comes of the error that is told
    throw;
  }
}

NcclCommunicator::~NcclCommunicator() {
  // ncclCommDestroy waits for the other ranks, who may be gone; what is idle can be given up without loss.
  abort();
}

const char* NcclCommunicator::abort() noexcept {
  if (handle_ == nullptr) return nullptr;
  const ncclResult_t code = ncclCommAbort(std::exchange(handle_, nullptr));
  // As C strings, since there may be no memory to put them together.
  return code == ncclSuccess || code == ncclInProgress ? nullptr : ncclGetErrorString(code);
}

void NcclCommunicator::watch_operations() {
  nccl_choices().start();
}

void NcclCommunicator::stop_watching() {
  nccl_choices().stop();
}

std::vector<std::pair<std::string, std::string>> NcclCommunicator::facts() const {
  auto facts = Communicator::facts();
  const auto choices = nccl_choices().facts();
  facts.insert(facts.end(), choices.begin(), choices.end());
  if (!untold_.empty())
    facts.emplace_back("nccl_algorithm", "not told: " + untold_);
  else if (choices.empty())
    facts.emplace_back("nccl_algorithm", size_ == 1 ? "none: on one rank a copy"
                                                    : "not told: NCCL's profiler heard of no operation");
  return facts;
}

void NcclCommunicator::complete(ncclResult_t code, const char* call) {
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit_);
  ncclResult_t state = code;
  while (state == ncclInProgress && Clock::now() < end) {
    std::this_thread::yield();
    if (const ncclResult_t asked = ncclCommGetAsyncError(handle_, &state); asked != ncclSuccess)
      throw_nccl_error(asked, "ncclCommGetAsyncError", handle_);
  }
  if (state == ncclInProgress)
    throw std::runtime_error(fmt::format("nccl: {}: still not taken after {:g} s", call, limit_.count()));
  if (state != ncclSuccess) throw_nccl_error(state, call, handle_);
}

void NcclCommunicator::enqueue(const Message& message, Stream& stream) {
  if (message.sends) {
    check_nccl(ncclSend(message.buffer, message.count, nccl_type(message.type), message.peer, handle_,
                        native(stream)),
               "ncclSend");
  } else {
    check_nccl(ncclRecv(message.buffer, message.count, nccl_type(message.type), message.peer, handle_,
                        native(stream)),
               "ncclRecv");
  }
}

void NcclCommunicator::enqueue_together(const std::vector<Message>& messages, Stream& stream) {
  check_nccl(ncclGroupStart(), "ncclGroupStart");
  try {
    for (const Message& message : messages) enqueue(message, stream);
  } catch (...) {
    ncclGroupEnd();  // or the next call would still be part of it; the first error is the one to tell
    throw;
  }
  complete(ncclGroupEnd(), "ncclGroupEnd");
}

void NcclCommunicator::all_reduce(const void* send, void* recv, std::size_t count, DataType type,
                                  Reduction reduction, Stream& stream) {
  complete(ncclAllReduce(send, recv, count, nccl_type(type), operation(reduction), handle_, native(stream)),
           "ncclAllReduce");
}

void NcclCommunicator::reduce(const void* send, void* recv, std::size_t count, DataType type,
                              Reduction reduction, int root, Stream& stream) {
  complete(
      ncclReduce(send, recv, count, nccl_type(type), operation(reduction), root, handle_, native(stream)),
      "ncclReduce");
}

void NcclCommunicator::reduce_scatter(const void* send, void* recv, std::size_t count, DataType type,
                                      Reduction reduction, Stream& stream) {
  complete(
      ncclReduceScatter(send, recv, count, nccl_type(type), operation(reduction), handle_, native(stream)),
      "ncclReduceScatter");
}

void NcclCommunicator::all_gather(const void* send, void* recv, std::size_t count, DataType type,
                                  Stream& stream) {
  complete(ncclAllGather(send, recv, count, nccl_type(type), handle_, native(stream)), "ncclAllGather");
}

void NcclCommunicator::all_to_all(const void* send, void* recv, std::size_t count, DataType type,
                                  Stream& stream) {
  together_.clear();
  for (int peer = 0; peer < size_; ++peer) {
    together_.push_back({block(send, peer, count, type), count, type, peer, true});
    together_.push_back({block(recv, peer, count, type), count, type, peer, false});
  }
  enqueue_together(together_, stream);
}

void NcclCommunicator::broadcast(void* buffer, std::size_t count, DataType type, int root, Stream& stream) {
  complete(ncclBroadcast(buffer, buffer, count, nccl_type(type), root, handle_, native(stream)),
           "ncclBroadcast");
}

void NcclCommunicator::gather(const void* send, void* recv, std::size_t count, DataType type, int root,
                              Stream& stream) {
  together_.clear();
  together_.push_back({block(send, 0, count, type), count, type, root, true});
  for (int peer = 0; rank_ == root && peer < size_; ++peer)
    together_.push_back({block(recv, peer, count, type), count, type, peer, false});
  enqueue_together(together_, stream);
}

void NcclCommunicator::scatter(const void* send, void* recv, std::size_t count, DataType type, int root,
                               Stream& stream) {
  together_.clear();
  for (int peer = 0; rank_ == root && peer < size_; ++peer)
    together_.push_back({block(send, peer, count, type), count, type, peer, true});
  together_.push_back({recv, count, type, root, false});
  enqueue_together(together_, stream);
}

void NcclCommunicator::barrier(Stream& stream) {
  all_reduce(token_.data(), token_.data() + 1, 1, DataType::s32, Reduction::sum, stream);
}

void NcclCommunicator::send_recv(const void* send, int to, void* recv, int from, std::size_t count,
                                 DataType type, Stream& stream) {
  together_.clear();
  together_.push_back({block(send, 0, count, type), count, type, to, true});
  together_.push_back({recv, count, type, from, false});
  enqueue_together(together_, stream);
}

void NcclCommunicator::send(const void* buffer, std::size_t count, DataType type, int to, Stream& stream) {
  enqueue_together({{block(buffer, 0, count, type), count, type, to, true}}, stream);
}

void NcclCommunicator::recv(void* buffer, std::size_t count, DataType type, int from, Stream& stream) {
  enqueue_together({{buffer, count, type, from, false}}, stream);
}

void NcclCommunicator::post_send(const void* buffer, std::size_t count, DataType type, int to, Stream&) {
  posted_.push_back({block(buffer, 0, count, type), count, type, to, true});
}

void NcclCommunicator::post_recv(void* buffer, std::size_t count, DataType type, int from, Stream&) {
  posted_.push_back({buffer, count, type, from, false});
}

void NcclCommunicator::wait_all(Stream& stream) {
  if (!posted_.empty()) enqueue_together(posted_, stream);
  posted_.clear();
}

}  // namespace gpubench
