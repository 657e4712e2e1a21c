#include "bench/collectives/staged_communicator.hpp"

namespace gpubench {
namespace {

std::byte* bytes_at(void* memory) {
  return static_cast<std::byte*>(memory);
}
const std::byte* bytes_at(const void* memory) {
  return static_cast<const std::byte*>(memory);
}

}  // namespace

std::byte* StagedCommunicator::grown(Buffer& buffer, std::size_t bytes) {
  if (bytes > (buffer ? buffer->size().count : 0)) {
    buffer.reset();  // before there is another: page-locked memory is dear
    buffer = backend_.allocate_host({bytes});
  }
  return buffer ? buffer->data() : nullptr;
}

const void* StagedCommunicator::fetch(const void* from, std::size_t bytes, Stream& stream) {
  stream.synchronize();
  std::byte* const staged = grown(sent_, bytes);
  backend_.download(std::span(staged, bytes), bytes_at(from));
  return staged;
}

void* StagedCommunicator::room(std::size_t bytes) {
  return grown(received_, bytes);
}

void StagedCommunicator::deliver(void* to, std::size_t bytes) {
  if (bytes > 0) backend_.upload(bytes_at(to), std::span<const std::byte>(received_->data(), bytes));
}

void StagedCommunicator::all_reduce(const void* send, void* recv, std::size_t count, DataType type,
                                    Reduction reduction, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  host_.all_reduce(fetch(send, bytes, stream), room(bytes), count, type, reduction, stream);
  deliver(recv, bytes);
}

void StagedCommunicator::reduce(const void* send, void* recv, std::size_t count, DataType type,
                                Reduction reduction, int root, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  host_.reduce(fetch(send, bytes, stream), room(bytes), count, type, reduction, root, stream);
  if (rank() == root) deliver(recv, bytes);
}

void StagedCommunicator::reduce_scatter(const void* send, void* recv, std::size_t count, DataType type,
                                        Reduction reduction, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  const std::size_t all = static_cast<std::size_t>(size()) * bytes;
  host_.reduce_scatter(fetch(send, all, stream), room(bytes), count, type, reduction, stream);
  deliver(recv, bytes);
}

void StagedCommunicator::all_gather(const void* send, void* recv, std::size_t count, DataType type,
                                    Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  const std::size_t all = static_cast<std::size_t>(size()) * bytes;
  host_.all_gather(fetch(send, bytes, stream), room(all), count, type, stream);
  deliver(recv, all);
}

void StagedCommunicator::all_to_all(const void* send, void* recv, std::size_t count, DataType type,
                                    Stream& stream) {
  const std::size_t all = static_cast<std::size_t>(size()) * count * size_of(type);
  host_.all_to_all(fetch(send, all, stream), room(all), count, type, stream);
  deliver(recv, all);
}

void StagedCommunicator::broadcast(void* buffer, std::size_t count, DataType type, int root, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  stream.synchronize();
  void* staged = room(bytes);
  if (rank() == root) backend_.download(std::span(bytes_at(staged), bytes), bytes_at(buffer));
  host_.broadcast(staged, count, type, root, stream);
  if (rank() != root) deliver(buffer, bytes);
}

void StagedCommunicator::gather(const void* send, void* recv, std::size_t count, DataType type, int root,
                                Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  const std::size_t all = rank() == root ? static_cast<std::size_t>(size()) * bytes : 0;
  host_.gather(fetch(send, bytes, stream), room(all), count, type, root, stream);
  if (rank() == root) deliver(recv, all);
}

void StagedCommunicator::scatter(const void* send, void* recv, std::size_t count, DataType type, int root,
                                 Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  const std::size_t all = rank() == root ? static_cast<std::size_t>(size()) * bytes : 0;
  host_.scatter(fetch(send, all, stream), room(bytes), count, type, root, stream);
  deliver(recv, bytes);
}

void StagedCommunicator::barrier(Stream& stream) {
  stream.synchronize();
  host_.barrier(stream);
}

void StagedCommunicator::send_recv(const void* send, int to, void* recv, int from, std::size_t count,
                                   DataType type, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  host_.send_recv(fetch(send, bytes, stream), to, room(bytes), from, count, type, stream);
  deliver(recv, bytes);
}

void StagedCommunicator::send(const void* buffer, std::size_t count, DataType type, int to, Stream& stream) {
  host_.send(fetch(buffer, count * size_of(type), stream), count, type, to, stream);
}

void StagedCommunicator::recv(void* buffer, std::size_t count, DataType type, int from, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  stream.synchronize();
  host_.recv(room(bytes), count, type, from, stream);
  deliver(buffer, bytes);
}

void StagedCommunicator::post_send(const void* buffer, std::size_t count, DataType type, int to,
                                   Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  if (posted_ == window_.size()) window_.emplace_back();
  std::byte* staged = grown(window_[posted_++], bytes);
  stream.synchronize();
  backend_.download(std::span(staged, bytes), bytes_at(buffer));
  host_.post_send(staged, count, type, to, stream);
}

void StagedCommunicator::post_recv(void* buffer, std::size_t count, DataType type, int from, Stream& stream) {
  const std::size_t bytes = count * size_of(type);
  if (posted_ == window_.size()) window_.emplace_back();
  arrivals_.push_back({posted_, buffer, bytes});
  host_.post_recv(grown(window_[posted_++], bytes), count, type, from, stream);
}

void StagedCommunicator::wait_all(Stream& stream) {
  host_.wait_all(stream);
  for (const Arrival& arrival : arrivals_)
    backend_.upload(bytes_at(arrival.to),
                    std::span<const std::byte>(window_[arrival.slot]->data(), arrival.bytes));
  arrivals_.clear();
  posted_ = 0;
}

std::vector<std::pair<std::string, std::string>> StagedCommunicator::facts() const {
  auto facts = host_.facts();
  facts.front().second = name();
  return facts;
}

}  // namespace gpubench
