/// NcclChoices: how NCCL carried out the operations it was given, as it tells its profiler. No vendor header.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gpubench {

/// Tallies of what each operation was done with. Told by NCCL's own threads while operations are enqueued.
class NcclChoices {
 public:
  /// Counts anew from here on.
  void start();
  /// What comes from here on is not counted.
  void stop();

  /// One collective: "RING", "LL128", 8. Where there is no memory for it, it is not counted.
  void add_collective(std::string_view algorithm, std::string_view protocol, int channels) noexcept;
  /// One message to or from a peer, which has neither algorithm nor protocol to choose.
  void add_message(int channels) noexcept;

  /// nccl_algorithm, nccl_protocol, nccl_channels: the value where all operations agree, else each with its
  /// number of operations, the most frequent first ("RING (3), TREE (1)"); and nccl_nvls, whether the NVLink
  /// switch took part, which follows from the algorithms' names. Empty where nothing was counted.
  std::vector<std::pair<std::string, std::string>> facts() const;

 private:
  using Tally = std::map<std::string, std::uint64_t, std::less<>>;

  void add(std::string_view algorithm, std::string_view protocol, int channels) noexcept;

  mutable std::mutex mutex_;
  bool counting_ = false;
  Tally algorithms_, protocols_, channels_;
};

}  // namespace gpubench
