#include "harness/topology/pairs.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "bench/api/array.hpp"

namespace gpubench {
namespace {

constexpr int kRepetitions = 5;  // after one that warms up

/// Element i of message m from a rank: whole numbers below 2^24, exact in float32, that differ between
/// neighbours, messages and ranks.
float sent_value(int rank, std::size_t message, std::size_t i) {
  return static_cast<float>((i * 31 + message * 1009 + static_cast<std::size_t>(rank) * 65537) % 16777213);
}

class PairBuffers {
 public:
  PairBuffers(Backend& backend, Bytes message_size)
      : count(message_size.count / sizeof(float)),
        values(backend, kPairMessages * count),
        acknowledgement(backend, 1),
        stream(backend.make_stream()) {}
  float* slot(std::size_t message) const { return values.data() + message * count; }

  std::size_t count;  ///< Elements a message.
  Array<float> values;
  Array<float> acknowledgement;
  std::unique_ptr<Stream> stream;
};

/// Byte/s of the median repetition.
double send_to(int peer, int self, Communicator& ranks, PairBuffers& buffers) {
  std::vector<float> values(buffers.values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = sent_value(self, i / buffers.count, i % buffers.count);
  buffers.values.upload(values);
  std::vector<double> seconds;
  for (int repetition = -1; repetition < kRepetitions; ++repetition) {
    buffers.stream->hold();
    buffers.stream->mark_start();
    for (std::size_t m = 0; m < kPairMessages; ++m)
      ranks.post_send(buffers.slot(m), buffers.count, DataType::f32, peer, *buffers.stream);
    ranks.wait_all(*buffers.stream);
    ranks.recv(buffers.acknowledgement.data(), 1, DataType::f32, peer, *buffers.stream);
    buffers.stream->mark_stop();
    buffers.stream->release();
    const Seconds took = buffers.stream->elapsed().duration;
    if (repetition >= 0) seconds.push_back(took.count());
  }
  std::nth_element(seconds.begin(), seconds.begin() + kRepetitions / 2, seconds.end());
  return static_cast<double>(values.size() * sizeof(float)) / seconds[kRepetitions / 2];
}

/// Has all come as sent?
bool receive_from(int peer, Communicator& ranks, PairBuffers& buffers) {
  std::vector<float> values(buffers.values.size(), std::numeric_limits<float>::quiet_NaN());
  buffers.values.upload(values);
  for (int repetition = -1; repetition < kRepetitions; ++repetition) {
    for (std::size_t m = 0; m < kPairMessages; ++m)
      ranks.post_recv(buffers.slot(m), buffers.count, DataType::f32, peer, *buffers.stream);
    ranks.wait_all(*buffers.stream);
    ranks.send(buffers.acknowledgement.data(), 1, DataType::f32, peer, *buffers.stream);
  }
  buffers.stream->synchronize();
  values = buffers.values.download();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != sent_value(peer, i / buffers.count, i % buffers.count))
      return false;  // NaN equals nothing
  }
  return true;
}

std::vector<int> number_hosts(const std::vector<std::string>& hosts) {
  std::map<std::string, int> known;
  std::vector<int> numbers;
  for (const std::string& host : hosts)
    numbers.push_back(known.emplace(host, static_cast<int>(known.size())).first->second);
  return numbers;
}

}  // namespace

PairMatrix measure_pairs(World& world, Communicator& ranks, Backend& backend, const std::string& host,
                         Bytes message_size) {
  const int size = world.size(), self = world.rank();
  const auto cells = static_cast<std::size_t>(size * size);
  const auto cell = [&](int from, int to) { return static_cast<std::size_t>(from * size + to); };
  std::vector<double> rates(cells, 0), wrong(cells, 0);
  PairBuffers buffers(backend, message_size);
  for (int from = 0; from < size; ++from) {
    for (int to = 0; to < size; ++to) {
      if (from == to) continue;
      if (self == from) rates[cell(from, to)] = send_to(to, self, ranks, buffers);
      if (self == to && !receive_from(from, ranks, buffers)) wrong[cell(from, to)] = 1;
      world.barrier_asleep();
    }
  }
  world.all_reduce_max(rates);
  world.all_reduce_max(wrong);
  PairMatrix matrix;
  matrix.message_size = message_size;
  matrix.hosts = number_hosts(world.all_gather(host));
  matrix.rates.assign(static_cast<std::size_t>(size),
                      std::vector<std::optional<double>>(static_cast<std::size_t>(size)));
  for (int from = 0; from < size; ++from) {
    for (int to = 0; to < size; ++to) {
      if (wrong[cell(from, to)] != 0)
        ++matrix.wrong;
      else if (from != to)
        matrix.rates[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] = rates[cell(from, to)];
    }
  }
  return matrix;
}

}  // namespace gpubench
