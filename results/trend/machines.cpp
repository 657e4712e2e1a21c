#include "results/trend/machines.hpp"

#include <fmt/format.h>

#include "results/comparison/hardware.hpp"

namespace gpubench::results {

const SideFacts& Machines::facts_of_launch(const SideLaunch& one) {
  if (launch_ == one.launch().ulid) return facts_;
  facts_ = facts_of({one.path, {one}, {}});
  std::erase_if(
      facts_, [](const auto& named) { return named.first.first != "host" && named.first.first != "device"; });
  launch_ = one.launch().ulid;
  return facts_;
}

std::size_t Machines::find(const SideLaunch& one, const std::string& backend) {
  const SideFacts& facts = facts_of_launch(one);
  const std::string& site = one.launch().site;
  std::string differing;
  for (const Machine& known : machines_) {
    if (known.backend != backend || known.site != site) continue;
    const std::string difference = different_hardware(backend, known.facts, facts);
    if (difference.empty()) return known.number;
    if (differing.empty()) differing = ", " + difference;
  }
  machines_.push_back({backend, site, facts, names_.size()});
  names_.push_back((site.empty() ? backend : fmt::format("{} at {}", backend, site)) + differing);
  return machines_.back().number;
}

}  // namespace gpubench::results
