#include "bench/collectives/agreement.hpp"

#include <fmt/format.h>

#include <type_traits>
#include <utility>

namespace gpubench {
namespace {

static_assert(std::is_trivially_copyable_v<Claim> && sizeof(Claim) % sizeof(std::int32_t) == 0);
constexpr std::size_t kWords = sizeof(Claim) / sizeof(std::int32_t);

}  // namespace

Agreement::Agreement(Backend& backend, Communicator& ranks)
    : ranks_(ranks),
      stream_(backend.make_stream()),
      mine_(backend, 1),
      all_(backend, static_cast<std::size_t>(ranks.size())) {}

std::vector<Claim> Agreement::gather(const Claim& mine) {
  mine_.upload(std::span(&mine, 1));
  ranks_.all_gather(mine_.data(), all_.data(), kWords, DataType::s32, *stream_);
  stream_->synchronize();
  return all_.download();
}

void judge_claims(Verdict& verdict, const std::vector<Claim>& claims, std::uint64_t applications,
                  bool replicated) {
  for (std::size_t rank = 0; rank < claims.size(); ++rank) {
    if (claims[rank].applications != applications) {
      mark_wrong(verdict, fmt::format("rank {} made {} of {} operations", rank, claims[rank].applications,
                                      applications));
    }
    if (replicated && claims[rank].digest != claims[0].digest) {
      mark_wrong(verdict, fmt::format("rank {} holds another output than rank 0: digest {} is not {}", rank,
                                      to_string(claims[rank].digest), to_string(claims[0].digest)));
    }
  }
}

void mark_wrong(Verdict& verdict, std::string detail) {
  verdict.correctness = Correctness::wrong;
  if (verdict.detail.empty()) verdict.detail = std::move(detail);
}

}  // namespace gpubench
