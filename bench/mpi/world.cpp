#include "bench/mpi/world.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "bench/mpi/check.hpp"
#include "bench/mpi/meeting.hpp"

namespace gpubench {
namespace {

/// The module is opened RTLD_LOCAL, but Open MPI's components look up its symbols globally: without this
/// MPI_Init finds no component and ends the process.
void make_mpi_global() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<void*>(&MPI_Init), &info) == 0 || info.dli_fname == nullptr) return;
  dlopen(info.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
}

void all_reduce(std::span<double> values, MPI_Op operation, MPI_Comm comm) {
  const char* call = "MPI_Allreduce";
  check_mpi(
      MPI_Allreduce(MPI_IN_PLACE, values.data(), mpi_count(values.size(), call), MPI_DOUBLE, operation, comm),
      call);
}

/// Where each rank's text lies in the buffer of all.
struct Layout {
  std::vector<int> lengths, starts;
  int total = 0;
};

Layout gather_lengths(std::string_view text, const MpiCommunicator& ranks, MPI_Comm comm) {
  Layout layout;
  layout.lengths.resize(static_cast<std::size_t>(ranks.size()));
  layout.starts.resize(layout.lengths.size());
  const int length = mpi_count(text.size(), "MPI_Allgather");
  check_mpi(MPI_Allgather(&length, 1, MPI_INT, layout.lengths.data(), 1, MPI_INT, comm), "MPI_Allgather");
  const auto total = std::accumulate(layout.lengths.begin(), layout.lengths.end(), std::size_t{0});
  layout.total = mpi_count(total, "MPI_Allgatherv");
  std::exclusive_scan(layout.lengths.begin(), layout.lengths.end(), layout.starts.begin(), 0);
  return layout;
}

std::vector<std::string> cut(const std::string& all, const Layout& layout) {
  std::vector<std::string> texts;
  texts.reserve(layout.lengths.size());
  for (std::size_t i = 0; i < layout.lengths.size(); ++i) {
    texts.push_back(
        all.substr(static_cast<std::size_t>(layout.starts[i]), static_cast<std::size_t>(layout.lengths[i])));
  }
  return texts;
}

/// The whole job's world, and MPI with it.
class MpiJob : private MpiSession, public MpiWorld {
 public:
  /// Its barrier is made here, while nobody measures.
  MpiJob() : MpiWorld(MpiGroup::whole_job()) { barrier_asleep(); }
};

}  // namespace

std::unique_ptr<World> open_mpi_world() {
  return std::make_unique<MpiJob>();
}

MpiSession::MpiSession() {
  make_mpi_global();
  // Kernel threads and the watcher of signals never enter MPI. From MPI_THREAD_FUNNELED on, Open MPI 4 takes
  // atomic paths: 8 B messages took 10 to 15 % longer, and other tools' figures are without.
  check_mpi(MPI_Init(nullptr, nullptr), "MPI_Init");
  check_mpi(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN), "MPI_Comm_set_errhandler");
}

MpiSession::~MpiSession() {
  MPI_Finalize();
}

MpiWorld::MpiWorld(MpiGroup group, std::shared_ptr<CallCount> calls)
    : calls_(std::move(calls)),
      group_(std::move(group)),
      data_(group_.duplicate()),
      communicator_(data_.handle(), *calls_) {}

void MpiWorld::barrier() {
  const Call waiting(*calls_);
  check_mpi(MPI_Barrier(group_.handle()), "MPI_Barrier");
}

void MpiWorld::barrier_asleep() {
  const Call waiting(*calls_);
  if (!asleep_) asleep_ = std::make_unique<SleepingBarrier>(group_);
  asleep_->wait();
}

void MpiWorld::all_reduce_max(std::span<double> values) {
  const Call waiting(*calls_);
  all_reduce(values, MPI_MAX, group_.handle());
}
void MpiWorld::all_reduce_min(std::span<double> values) {
  const Call waiting(*calls_);
  all_reduce(values, MPI_MIN, group_.handle());
}
void MpiWorld::all_reduce_sum(std::span<double> values) {
  const Call waiting(*calls_);
  all_reduce(values, MPI_SUM, group_.handle());
}

std::vector<std::string> MpiWorld::all_gather(std::string_view text) {
  const Call waiting(*calls_);
  const Layout layout = gather_lengths(text, communicator_, group_.handle());
  std::string all(static_cast<std::size_t>(layout.total), '\0');
  check_mpi(MPI_Allgatherv(text.data(), static_cast<int>(text.size()), MPI_CHAR, all.data(),
                           layout.lengths.data(), layout.starts.data(), MPI_CHAR, group_.handle()),
            "MPI_Allgatherv");
  return cut(all, layout);
}

Meeting MpiWorld::meet(std::string_view text, Seconds limit) {
  const Call waiting(*calls_);
  return meet_over(group_.handle(), text, limit);
}

std::vector<std::string> MpiWorld::gather(std::string_view text) {
  const Call waiting(*calls_);
  const Layout layout = gather_lengths(text, communicator_, group_.handle());
  const bool root = rank() == 0;
  std::string all(root ? static_cast<std::size_t>(layout.total) : 0, '\0');
  check_mpi(MPI_Gatherv(text.data(), static_cast<int>(text.size()), MPI_CHAR, all.data(),
                        layout.lengths.data(), layout.starts.data(), MPI_CHAR, 0, group_.handle()),
            "MPI_Gatherv");
  return root ? cut(all, layout) : std::vector<std::string>{};
}

std::string MpiWorld::broadcast(std::string_view text, int root) {
  const Call waiting(*calls_);
  std::uint64_t length = text.size();
  check_mpi(MPI_Bcast(&length, 1, MPI_UINT64_T, root, group_.handle()), "MPI_Bcast");
  std::string result = rank() == root ? std::string(text) : std::string(length, '\0');
  check_mpi(MPI_Bcast(result.data(), mpi_count(length, "MPI_Bcast"), MPI_CHAR, root, group_.handle()),
            "MPI_Bcast");
  return result;
}

std::unique_ptr<World> MpiWorld::subgroup(std::span<const int> ranks) {
  const Call waiting(*calls_);
  MpiGroup group = group_.split(std::ranges::find(ranks, rank()) != ranks.end());
  if (group.null()) return nullptr;
  auto world = std::make_unique<MpiWorld>(std::move(group), calls_);
  world->barrier_asleep();  // makes it while nobody measures
  return world;
}

void MpiWorld::abort(int exit_code) {
  MPI_Abort(group_.handle(), exit_code);
  std::_Exit(exit_code);  // MPI_Abort may return while the launcher is still killing
}

}  // namespace gpubench
