#include "bench/nccl/choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace gpubench {
namespace {

constexpr std::string_view kMessage = "point to point";

std::string describe(std::map<std::string, std::uint64_t, std::less<>> tally) {
  if (tally.size() == 1) return tally.begin()->first;
  std::vector<std::pair<std::string, std::uint64_t>> values(tally.begin(), tally.end());
  std::ranges::stable_sort(values, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [value, operations] : values)
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", value, operations);
  return text;
}

/// NVLS and NVLS_TREE add up, or spread, in the switch. Source: NCCL user guide, NCCL_ALGO.
const char* nvls_of(std::string_view algorithm) {
  return algorithm.starts_with("NVLS") ? "used" : "not used";
}

}  // namespace

void NcclChoices::start() {
  const std::lock_guard lock(mutex_);
  algorithms_.clear();
  protocols_.clear();
  channels_.clear();
  counting_ = true;
}

void NcclChoices::stop() {
  const std::lock_guard lock(mutex_);
  counting_ = false;
}

void NcclChoices::add_collective(std::string_view algorithm, std::string_view protocol,
                                 int channels) noexcept {
  add(algorithm, protocol, channels);
}

void NcclChoices::add_message(int channels) noexcept {
  add(kMessage, kMessage, channels);
}

void NcclChoices::add(std::string_view algorithm, std::string_view protocol, int channels) noexcept {
  const auto count = [](Tally& tally, std::string_view value) {
    auto found = tally.find(value);
    if (found == tally.end()) found = tally.emplace(value, 0).first;
    ++found->second;
  };
  try {
    const std::lock_guard lock(mutex_);
    if (!counting_) return;
    count(algorithms_, algorithm);
    count(protocols_, protocol);
    count(channels_, std::to_string(channels));
  } catch (const std::exception&) {  // NCCL, which calls, is C
  }
}

std::vector<std::pair<std::string, std::string>> NcclChoices::facts() const {
  const std::lock_guard lock(mutex_);
  if (algorithms_.empty()) return {};
  Tally nvls;
  for (const auto& [algorithm, operations] : algorithms_) nvls[nvls_of(algorithm)] += operations;
  return {{"nccl_algorithm", describe(algorithms_)},
          {"nccl_protocol", describe(protocols_)},
          {"nccl_channels", describe(channels_)},
          {"nccl_nvls", describe(nvls)}};
}

}  // namespace gpubench
