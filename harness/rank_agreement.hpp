/// RankAgreement: do all ranks run the same image, program and libraries? A figure over ranks that do not is
/// one of nothing that anybody could name.
#pragma once
#include <string>
#include <vector>

#include "bench/api/communicator.hpp"
#include "harness/options.hpp"
#include "results/model.hpp"

namespace gpubench {

/// In what ranks are not alike.
struct RankAgreement {
  /// What speaks against measuring: another image, program, copy of a measured library, or provider of what
  /// is measured (another BLAS, whatever its library is called), a sentence for each group of ranks: "rank 5
  /// (host 3fa9...) maps another libopenblas (...) than ranks 0-4,6-7 (...)".
  std::vector<std::string> mixed;
  /// The same in short, for the record: "rank 5: libopenblas".
  std::vector<std::string> mixed_short;
  /// Keys in which ranks differ otherwise: a library that measures nothing, one that only some ranks map,
  /// the kernels it chose for a host, another setting, a package that moves no figure.
  std::vector<std::string> others;
};

/// Of merged facts, hosts by rank. Ranks that say the same are one group; the largest (of equal ones that
/// with the lowest rank) is the one others differ from.
RankAgreement agreement_of(const std::vector<results::Fact>& merged, const std::vector<std::string>& hosts);

/// Adds to merged facts in what ranks are not alike, `ranks.mixed` and `ranks.differ`, scope run; nothing
/// where they are, or where there are no facts (other ranks than 0).
RankAgreement record_agreement(std::vector<results::Fact>& merged, const std::vector<std::string>& hosts);

/// Throws results::Error(config) on all ranks where ranks are mixed, unless options.allow_mixed. Else
/// records on rank 0 in what they are not alike, and says in one line what does not speak against it.
/// Collective.
void require_agreement(World& world, const RunOptions& options, const std::vector<std::string>& hosts,
                       std::vector<results::Fact>& merged);

}  // namespace gpubench
