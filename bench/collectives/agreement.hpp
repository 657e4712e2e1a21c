/// Agreement: what each rank says of its output, told to all, so that a rank that left out an operation or
/// holds another result is named by everybody.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct Claim {
  std::uint64_t applications = 0;  ///< Operations this rank has finished since reset().
  Digest digest;                   ///< Of its output.
};

class Agreement {
 public:
  /// References must outlive this. Throws std::bad_alloc.
  Agreement(Backend& backend, Communicator& ranks);

  /// Every rank's claim in rank order. Collective; outside timing.
  std::vector<Claim> gather(const Claim& mine);

 private:
  Communicator& ranks_;
  std::unique_ptr<Stream> stream_;
  Array<Claim> mine_;
  Array<Claim> all_;
};

/// Turns the verdict to wrong, naming the first rank whose count is not the one asked for, or (replicated
/// outputs) whose digest is not the first rank's.
void judge_claims(Verdict& verdict, const std::vector<Claim>& claims, std::uint64_t applications,
                  bool replicated);

/// The first detail stays: it names the place.
void mark_wrong(Verdict& verdict, std::string detail);

}  // namespace gpubench
