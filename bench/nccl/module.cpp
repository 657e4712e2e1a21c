/// NCCL as a transport between CUDA devices. The benchmarks that it carries are those of module cuda.
#include <nccl.h>

#include <cstring>
#include <exception>
#include <string>

#include "bench/api/mapped_library.hpp"
#include "bench/api/registrar.hpp"
#include "bench/nccl/check.hpp"
#include "bench/nccl/communicator.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar&) noexcept {
  return nullptr;
}

/// 22809 -> "2.28.9"
std::string version_text(int version) {
  return fmt::format("{}.{}.{}", version / 10000, version % 10000 / 100, version % 100);
}

/// What it takes for a message (algorithm, protocol, channels) differs from case to case and is among a
/// case's facts: NcclCommunicator::facts().
std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts = {{"nccl.compiled", version_text(NCCL_VERSION_CODE)}};
    int version = 0;
    if (ncclGetVersion(&version) == ncclSuccess) facts.push_back({"nccl.loaded", version_text(version)});
    if (const auto library = library_holding(reinterpret_cast<const void*>(&ncclGetVersion)))
      facts.push_back({"nccl.library", *library});
    return facts;
  } catch (const std::exception&) {
    return {};
  }
}

/// Rank 0's, on every rank; empty, with the reason, where it can't be made.
std::string share_id(World& group, std::string& reason) {
  std::string bytes;
  if (group.rank() == 0) {
    ncclUniqueId job;
    const ncclResult_t made = ncclGetUniqueId(&job);
    if (made == ncclSuccess)
      bytes.assign(job.internal, sizeof job.internal);
    else
      reason = fmt::format("ncclGetUniqueId: {}", ncclGetErrorString(made));
  }
  reason = group.broadcast(reason, 0);
  return group.broadcast(bytes, 0);
}

std::unique_ptr<Communicator> make_communicator(World& group, Backend& backend, Seconds limit,
                                                std::string& reason) noexcept {
  try {
    reason.clear();
    const std::string bytes = share_id(group, reason);
    if (bytes.empty()) return nullptr;
    ncclUniqueId job;
    static_assert(sizeof job.internal == sizeof job);
    std::memcpy(job.internal, bytes.data(), sizeof job.internal);
    return std::make_unique<NcclCommunicator>(group, backend, job, limit);
  } catch (const std::exception& error) {
    reason = error.what();
    return nullptr;
  }
}

constexpr RequiredLibrary kRequired[] = {{"libcuda.so.1", "no CUDA driver"}, {nullptr, nullptr}};

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "nccl",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .make_communicator = gpubench::make_communicator,
                                         .required = gpubench::kRequired};
  return &info;
}
