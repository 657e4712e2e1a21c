#include "harness/roll_call.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <iterator>
#include <limits>
#include <numeric>
#include <random>
#include <system_error>
#include <utility>

#include "harness/system_files.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// Who does not answer is asked again: datagrams get lost, and threads wait for a processor.
constexpr Seconds kAskAgain{0.05};
/// Of the first roll call; all have made their sockets by then.
constexpr Seconds kFirstLimit{2};

/// Both are sent as they lie in memory: all ranks run one build.
struct Question {
  std::uint64_t job = 0;
  std::int64_t rank = 0;  ///< Who is asked: an address may be another host's too.
};
struct Answer {
  std::uint64_t job = 0;
  std::int64_t rank = 0;
  std::uint64_t moves = 0;
  std::uint64_t waiting = 0;
};

template <class Message>
std::optional<Message> as(std::span<const std::byte> bytes, std::uint64_t job) {
  Message message;
  if (bytes.size() != sizeof message) return std::nullopt;
  std::memcpy(&message, bytes.data(), sizeof message);
  if (message.job != job) return std::nullopt;
  return message;
}

/// The same of two ranks that reach each other by the loopback: boot and network name space. Empty where the
/// system does not tell: the first name space has the same number on every host.
std::string network() {
  const auto boot = SystemFiles().line("/proc/sys/kernel/random/boot_id");
  struct stat space {};
  if (!boot || stat("/proc/self/ns/net", &space) != 0) return {};
  return fmt::format("{} {}", *boot, space.st_ino);
}

std::uint64_t draw_job() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace

RollCall::RollCall(World& world, std::function<Whereabouts()> own)
    : rank_(world.rank()), own_(std::move(own)) {
  const auto networks = world.all_gather(network());
  one_network_ = std::ranges::all_of(
      networks, [&](const std::string& one) { return !one.empty() && one == networks.front(); });
  std::string address;
  try {
    ear_.emplace(one_network_);
    address = ear_->address_text();
  } catch (const std::system_error&) {
    ear_.reset();
  }
  for (const std::string& text : world.all_gather(address)) addresses_.push_back(datagram_addresses(text));
  job_ = std::stoull(world.broadcast(std::to_string(draw_job()), 0));
  if (ear_) thread_ = std::jthread([this](const std::stop_token& stop) { answer(stop); });
  // Both ways: a firewall may let only answers pass.
  const auto hears = world.all_gather(rank_ == 0 || ask(0, kFirstLimit) ? "1" : "");
  std::string heard;
  if (rank_ == 0)
    for (const auto& one : ask(kFirstLimit)) heard += one ? '1' : '0';
  heard = world.broadcast(heard, 0);
  for (std::size_t rank = 0; rank < heard.size(); ++rank)
    reachable_.push_back(heard[rank] == '1' && !hears[rank].empty());
}

void RollCall::answer(const std::stop_token& stop) {
  const std::stop_callback close(stop, [this] { ear_->close(); });
  while (!ear_->closed()) {
    std::byte buffer[sizeof(Question) + 1];  // one more, so that a longer datagram is told
    DatagramAddress from{};
    const auto size = ear_->receive(buffer, from, Seconds(std::numeric_limits<double>::infinity()));
    if (!size) continue;
    const auto question = as<Question>(std::span(buffer, *size), job_);
    if (!question || question->rank != rank_) continue;
    const Whereabouts here = own_();
    const Answer answer{job_, rank_, here.moves, here.waiting ? 1U : 0U};
    ear_->send(std::as_bytes(std::span(&answer, 1)), from);
  }
}

Roll RollCall::ask(Seconds limit) const {
  std::vector<int> all(addresses_.size());
  std::iota(all.begin(), all.end(), 0);
  return ask(all, limit);
}

std::optional<Whereabouts> RollCall::ask(int rank, Seconds limit) const {
  return ask(std::span(&rank, 1), limit).at(static_cast<std::size_t>(rank));
}

Roll RollCall::ask(std::span<const int> ranks, Seconds limit) const {
  Roll roll(addresses_.size());
  std::vector<int> silent(ranks.begin(), ranks.end());
  const auto forget = [&](int rank) { return std::erase(silent, rank) > 0; };
  if (forget(rank_)) roll[static_cast<std::size_t>(rank_)] = own_();
  const DatagramSocket mouth(one_network_);
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
  for (auto next = Clock::now(); !silent.empty() && Clock::now() < end;) {
    if (Clock::now() >= next) {
      for (const int rank : silent) {
        const Question question{job_, rank};
        for (const DatagramAddress& address : addresses_[static_cast<std::size_t>(rank)])
          mouth.send(std::as_bytes(std::span(&question, 1)), address);
      }
      next = Clock::now() + std::chrono::duration_cast<Clock::duration>(kAskAgain);
    }
    std::byte buffer[sizeof(Answer) + 1];
    DatagramAddress from{};
    const auto size = mouth.receive(buffer, from, kAskAgain);
    if (!size) continue;
    const auto answer = as<Answer>(std::span(buffer, *size), job_);
    if (!answer || answer->rank < 0 || answer->rank >= std::ssize(roll)) continue;
    const int rank = static_cast<int>(answer->rank);
    if (forget(rank)) roll[static_cast<std::size_t>(rank)] = Whereabouts{answer->moves, answer->waiting != 0};
  }
  return roll;
}

}  // namespace gpubench
