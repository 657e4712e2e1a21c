#include "bench/mpi/meeting.hpp"

#include <chrono>
#include <cstring>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bench/mpi/check.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

// Apart from the tag of messages that are measured.
constexpr int kTextTag = 2;
constexpr int kAnswerTag = 3;
/// Of an answer under way when rank 0's own limit passes.
constexpr Seconds kSlack{2};

/// Tries until it succeeds or the deadline has passed; asleep after a millisecond, since somebody may measure
/// on the same cores.
template <class Try>
bool try_until(Clock::time_point deadline, Try attempt) {
  const auto patient = Clock::now() + std::chrono::milliseconds(1);
  while (!attempt()) {
    const auto now = Clock::now();
    if (now >= deadline) return false;
    if (now < patient) {
      std::this_thread::yield();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  }
  return true;
}

Clock::time_point after(Seconds limit) {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
}

/// A message that is there, with its sender.
std::optional<std::pair<int, std::string>> take_message(MPI_Comm ranks, int from, int tag) {
  int there = 0;
  MPI_Status status;
  check_mpi(MPI_Iprobe(from, tag, ranks, &there, &status), "MPI_Iprobe");
  if (there == 0) return std::nullopt;
  int length = 0;
  check_mpi(MPI_Get_count(&status, MPI_CHAR, &length), "MPI_Get_count");
  std::string text(static_cast<std::size_t>(length), '\0');
  check_mpi(MPI_Recv(text.data(), length, MPI_CHAR, status.MPI_SOURCE, tag, ranks, MPI_STATUS_IGNORE),
            "MPI_Recv");
  return std::pair(status.MPI_SOURCE, std::move(text));
}

/// Sends to all of them at once. Who no longer takes its message is left alone: it will be missed at the next
/// meeting.
void send_to(MPI_Comm ranks, const std::vector<int>& receivers, std::string_view text, int tag,
             Clock::time_point deadline) {
  std::vector<MPI_Request> requests;
  for (const int receiver : receivers) {
    check_mpi(MPI_Isend(text.data(), mpi_count(text.size(), "MPI_Isend"), MPI_CHAR, receiver, tag, ranks,
                        &requests.emplace_back(MPI_REQUEST_NULL)),
              "MPI_Isend");
  }
  try_until(deadline, [&] {
    int done = 0;
    check_mpi(MPI_Testall(static_cast<int>(requests.size()), requests.data(), &done, MPI_STATUSES_IGNORE),
              "MPI_Testall");
    return done != 0;
  });
}

/// For each rank: whether it came, the length of its text, its text.
std::string pack(const Meeting& meeting, const std::vector<bool>& came) {
  std::string bytes;
  for (std::size_t rank = 0; rank < came.size(); ++rank) {
    const std::uint64_t head[] = {came[rank] ? 1U : 0U, meeting.texts[rank].size()};
    bytes.append(reinterpret_cast<const char*>(head), sizeof head);
    bytes += meeting.texts[rank];
  }
  return bytes;
}

Meeting unpack(std::string_view bytes, int size) {
  Meeting meeting;
  for (int rank = 0; rank < size; ++rank) {
    std::uint64_t head[2] = {};
    std::memcpy(head, bytes.data(), sizeof head);
    meeting.texts.emplace_back(bytes.substr(sizeof head, head[1]));
    if (head[0] == 0) meeting.absent.push_back(rank);
    bytes.remove_prefix(sizeof head + head[1]);
  }
  return meeting;
}

Meeting meet_as_first(MPI_Comm ranks, int size, std::string_view text, Seconds limit) {
  Meeting meeting;
  meeting.texts.resize(static_cast<std::size_t>(size));
  meeting.texts[0] = text;
  std::vector<bool> came(meeting.texts.size());
  came[0] = true;
  std::vector<int> others;
  try_until(after(limit), [&] {
    while (auto message = take_message(ranks, MPI_ANY_SOURCE, kTextTag)) {
      const auto rank = static_cast<std::size_t>(message->first);
      meeting.texts[rank] = std::move(message->second);
      came[rank] = true;
      others.push_back(message->first);
    }
    return static_cast<int>(others.size()) == size - 1;
  });
  for (int rank = 0; rank < size; ++rank)
    if (!came[static_cast<std::size_t>(rank)]) meeting.absent.push_back(rank);
  send_to(ranks, others, pack(meeting, came), kAnswerTag, after(kSlack));
  return meeting;
}

}  // namespace

Meeting meet_over(MPI_Comm ranks, std::string_view text, Seconds limit) {
  int rank = 0, size = 1;
  check_mpi(MPI_Comm_rank(ranks, &rank), "MPI_Comm_rank");
  check_mpi(MPI_Comm_size(ranks, &size), "MPI_Comm_size");
  if (rank == 0) return meet_as_first(ranks, size, text, limit);
  const auto deadline = after(2 * limit + kSlack);
  send_to(ranks, {0}, text, kTextTag, deadline);
  std::optional<std::pair<int, std::string>> answer;
  if (try_until(deadline, [&] { return (answer = take_message(ranks, 0, kAnswerTag)).has_value(); }))
    return unpack(answer->second, size);
  return {std::vector<std::string>(static_cast<std::size_t>(size)), {0}};
}

}  // namespace gpubench
