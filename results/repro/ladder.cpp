#include "results/repro/ladder.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "results/comparison/observation.hpp"
#include "results/crowd.hpp"

namespace gpubench::results {
namespace {

std::string fact_of(const Facts& facts, std::string_view name) {
  for (const auto& [key, value] : facts)
    if (key == name) return value;
  return {};
}

bool shares_one(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return b.contains(one); });
}

std::optional<Rung> rung_of(const Setting& a, const Setting& b) {
  if (a.architecture.empty() || b.architecture.empty()) return std::nullopt;
  if (a.architecture != b.architecture) return Rung::architecture;
  if (a.site.empty() != b.site.empty()) return std::nullopt;
  if (a.site != b.site) return Rung::site;
  if (a.nodes.empty() || b.nodes.empty()) return std::nullopt;
  if (!shares_one(a.nodes, b.nodes)) return Rung::node;
  if (a.devices.empty() || b.devices.empty()) return std::nullopt;
  return a.devices == b.devices ? Rung::restart : Rung::device;
}

bool promises_identity(const Facts& facts) {
  return fact_of(facts, "promise").starts_with("identical");
}

/// All a case says of how its operation is done: not how a repeat came out, nor how its batch was chosen.
Facts of_operation(Facts facts) {
  std::erase_if(facts, [](const auto& fact) {
    return fact.first == "repeat" || fact.first == "batch_given" || fact.first == "batch_planned";
  });
  return facts;
}

bool is_promised(const LadderOutput& a, const LadderOutput& b) {
  return promises_identity(a.facts) && of_operation(a.facts) == of_operation(b.facts) &&
         a.setting.architecture == b.setting.architecture && a.setting.libraries == b.setting.libraries;
}

LadderStep repeats_of(std::span<const LadderOutput> outputs) {
  LadderStep step;
  for (const LadderOutput& one : outputs) {
    const std::string repeat = fact_of(one.facts, "repeat");
    if (repeat != "identical" && repeat != "differs") continue;
    const bool same = repeat == "identical";
    ++step.compared;
    step.digests = std::max<std::size_t>(step.digests, same ? 1 : 2);
    const NumericClass own = numeric_class({&one.output, 1}, {&one.output, 1});
    const NumericClass at_least = same ? NumericClass::identical : NumericClass::statistical;
    step.worst = std::max(step.worst, own > NumericClass::statistical ? own : at_least);
    step.promise_broken = step.promise_broken || (!same && promises_identity(one.facts));
  }
  return step;
}

}  // namespace

std::string_view to_string(Rung rung) {
  constexpr std::array<std::string_view, kRungs.size()> kWords = {
      "repeat", "restart", "other device", "other node", "other site", "other architecture"};
  return kWords[static_cast<std::size_t>(rung)];
}

Setting setting_of(const Case& c, const Launch& launch) {
  Setting setting;
  setting.site = launch.site;
  const bool host = c.backend == "host";
  const std::string model = host ? "cpu.model" : c.backend + ".model";
  std::set<std::string> models;
  for (const Fact& fact : launch.environment) {
    if (fact.scope == "loaded") setting.libraries += fact.key + "=" + fact.value + "\n";
    if (fact.scope == (host ? "host" : "device") && fact.key == model) models.insert(fact.value);
  }
  for (const std::string& one : models)
    setting.architecture += (setting.architecture.empty() ? "" : " | ") + one;
  const auto devices = devices_of(launch, c.backend);
  for (const std::int32_t rank : c.participants) {
    const auto known = std::ranges::find(launch.ranks, rank, &Rank::rank);
    if (known != launch.ranks.end() && !known->host.empty()) setting.nodes.insert(known->host);
    if (const auto device = devices.find(rank); device != devices.end())
      setting.devices.insert(device->second);
  }
  return setting;
}

Ladder climb(std::span<const LadderOutput> outputs) {
  Ladder ladder;
  ladder.front() = repeats_of(outputs);
  std::array<std::map<std::uint64_t, std::set<std::string>>, kRungs.size()> digests;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      const LadderOutput &a = outputs[i], &b = outputs[j];
      if (a.output.seed != b.output.seed || a.output.digest.empty() || b.output.digest.empty()) continue;
      const auto rung = rung_of(a.setting, b.setting);
      if (!rung) continue;
      const auto place = static_cast<std::size_t>(*rung);
      LadderStep& step = ladder[place];
      ++step.compared;
      auto& distinct = digests[place][a.output.seed];
      distinct.insert({a.output.digest, b.output.digest});
      step.digests = std::max(step.digests, distinct.size());
      step.worst = std::max(step.worst, numeric_class({&a.output, 1}, {&b.output, 1}));
      const bool differ = a.output.digest != b.output.digest;
      step.promise_broken = step.promise_broken || (differ && is_promised(a, b));
    }
  return ladder;
}

}  // namespace gpubench::results
