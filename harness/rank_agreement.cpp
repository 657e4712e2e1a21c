#include "harness/rank_agreement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/order.hpp"
#include "harness/number_ranges.hpp"
#include "results/comparison/fact_bearing.hpp"
#include "results/error.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench {
namespace {

using results::Fact;

constexpr std::size_t kSentences = 3;  // more would not be read
constexpr std::size_t kHostsNamed = 2;
constexpr std::size_t kKeysNamed = 4;

/// Ranks that say another thing of a fact than most do.
struct Deviation {
  const Fact* fact;  ///< One of its key.
  std::vector<int> ranks, most;
  std::string value, value_of_most;  ///< Empty: they do not have the fact.
};

/// What has been said of which ranks.
using Told = std::set<std::pair<std::string, std::vector<int>>>;

std::string list_with_rest(const std::vector<std::string>& words, std::size_t named, const char* gap) {
  const std::vector<std::string> first(
      words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(named, words.size())));
  std::string text = fmt::format("{}", fmt::join(first, gap));
  if (words.size() > named) text += fmt::format("{}{} more", gap, words.size() - named);
  return text;
}

std::string counted_ranks(const std::vector<int>& ranks) {
  return fmt::format("rank{} {}", ranks.size() == 1 ? "" : "s", format_ranges(ranks));
}

/// "rank 5 (host 3fa9...)"
std::string ranks_on_hosts(const std::vector<int>& ranks, const std::vector<std::string>& hosts) {
  std::set<std::string> theirs;
  for (const int rank : ranks) theirs.insert(hosts.at(static_cast<std::size_t>(rank)));
  return fmt::format("{} (host{} {})", counted_ranks(ranks), theirs.size() == 1 ? "" : "s",
                     list_with_rest({theirs.begin(), theirs.end()}, kHostsNamed, ", "));
}

/// Where all facts of one key are not what every rank says alone.
std::vector<Deviation> deviations_in(std::span<const Fact> same_key, int ranks) {
  std::vector<std::string> said(static_cast<std::size_t>(ranks));
  for (const Fact& fact : same_key)
    for (const int rank : parse_ranges(fact.ranks)) {
      std::string& text = said.at(static_cast<std::size_t>(rank));
      text += (text.empty() ? "" : " | ") + fact.value;
    }
  std::map<std::string, std::vector<int>> groups;
  for (int rank = 0; rank < ranks; ++rank) groups[said[static_cast<std::size_t>(rank)]].push_back(rank);
  // What is private on one host, its name in the value say, may be kept on another: nothing is known of it.
  std::erase_if(groups, [](const auto& group) { return group.first.starts_with("(left out: "); });
  if (groups.empty()) return {};
  const auto most = std::ranges::max_element(
      groups, {}, [](const auto& group) { return std::pair(group.second.size(), -group.second.front()); });
  std::vector<Deviation> deviations;
  for (auto& [text, members] : groups)
    if (&members != &most->second)
      deviations.push_back({&same_key.front(), members, most->second, text, most->first});
  return deviations;
}

/// Of scopes image and loaded, in the facts' order.
std::vector<Deviation> find_deviations(const std::vector<Fact>& merged, int ranks) {
  std::vector<int> all(static_cast<std::size_t>(ranks));
  std::iota(all.begin(), all.end(), 0);
  const std::string everyone = format_ranges(all);
  std::vector<Deviation> found;
  for (auto begin = merged.begin(); begin != merged.end();) {
    const auto end = std::find_if(begin, merged.end(), [&](const Fact& fact) {
      return fact.scope != begin->scope || fact.key != begin->key;
    });
    const bool asked = (begin->scope == "image" || begin->scope == "loaded") && begin->key != "sha256";
    if (asked && std::any_of(begin, end, [&](const Fact& fact) { return fact.ranks != everyone; }))
      std::ranges::move(deviations_in({begin, end}, ranks), std::back_inserter(found));
    begin = end;
  }
  return found;
}

/// "library.libopenblas.sha256" -> "libopenblas"
std::string library_name(const std::string& key) {
  std::string name = key.substr(std::string_view("library.").size());
  if (name.ends_with(".sha256")) name.resize(name.rfind('.'));
  return name;
}

/// Packages that move no figure may differ between hosts that were installed one by one, and the bytes of
/// rpm's database always do. A hash that could not be taken tells of no other program.
bool refuses_as_image(const Deviation& one) {
  const std::string& key = one.fact->key;
  if (one.fact->scope != "image") return false;
  if (key.ends_with(".sha256") && (one.value.empty() || one.value_of_most.empty())) return false;
  const bool is_what_was_built = key.starts_with("image.") || key.starts_with("os.") ||
                                 key.starts_with("gpubench.") || key.starts_with("build.");
  return is_what_was_built || results::rule_of("image", key).bearing >= results::Bearing::likely;
}

/// A rank may have no GPU, and so no CUDA; one that has another BLAS maps its own library, not another copy.
bool refuses_as_provider(const Deviation& one) {
  return !one.value.empty() && !one.value_of_most.empty() &&
         results::is_provider(one.fact->scope, one.fact->key);
}

void add_images(RankAgreement& agreement, const std::vector<Deviation>& deviations,
                const std::vector<std::string>& hosts) {
  std::map<std::pair<std::vector<int>, std::vector<int>>, std::vector<const Deviation*>> by_ranks;
  for (const Deviation& one : deviations)
    if (refuses_as_image(one)) by_ranks[{one.ranks, one.most}].push_back(&one);
  for (auto& [who, facts] : by_ranks) {
    const auto bearing = [](const Deviation* one) {
      return results::rule_of("image", one->fact->key).bearing;
    };
    const Deviation& first = **std::ranges::max_element(facts, {}, bearing);
    const auto shown = [](const std::string& value) { return value.empty() ? "missing" : value; };
    agreement.mixed.push_back(fmt::format(
        "{} run{} another image or build than {}: {} is {}, not {}{}", ranks_on_hosts(who.first, hosts),
        who.first.size() == 1 ? "s" : "", counted_ranks(who.second), first.fact->key, shown(first.value),
        shown(first.value_of_most),
        facts.size() > 1
            ? ", and " + results::counted(static_cast<std::int64_t>(facts.size()) - 1, "more fact")
            : ""));
    agreement.mixed_short.push_back(fmt::format("{}: image", counted_ranks(who.first)));
  }
}

/// Returns what was told: of these ranks, that file.
Told add_loaded(RankAgreement& agreement, const std::vector<Deviation>& deviations,
                const std::vector<std::string>& hosts) {
  Told files;
  Told told;
  std::set<std::string> others;
  for (const Deviation& one : deviations) {
    const std::string& key = one.fact->key;
    if (one.fact->scope == "image" && !refuses_as_image(one)) others.insert(key);
    if (one.fact->scope != "loaded" || refuses_as_provider(one)) continue;
    if (!results::is_measured_library("loaded", key) || one.value.empty() || one.value_of_most.empty()) {
      others.insert(key.starts_with("library.") ? library_name(key) : key);
      continue;
    }
    const std::string name = library_name(key);
    files.insert({one.value, one.ranks});
    if (!told.insert({name, one.ranks}).second) continue;  // its build id has told it, these are its bytes
    agreement.mixed.push_back(fmt::format("{} map{} another {} ({}) than {} ({})",
                                          ranks_on_hosts(one.ranks, hosts), one.ranks.size() == 1 ? "s" : "",
                                          name, one.value, counted_ranks(one.most), one.value_of_most));
    agreement.mixed_short.push_back(fmt::format("{}: {}", counted_ranks(one.ranks), name));
  }
  agreement.others.assign(others.begin(), others.end());
  return files;
}

/// Of each family of facts (blas, mpi) one sentence, none where its file was told as another copy.
void add_providers(RankAgreement& agreement, const std::vector<Deviation>& deviations,
                   const std::vector<std::string>& hosts, const Told& files) {
  const auto family_of = [](const Deviation& one) {
    return one.fact->key.substr(0, one.fact->key.find('.'));
  };
  Told told;
  for (const Deviation& one : deviations)
    if (refuses_as_provider(one) && files.contains({one.value, one.ranks}))
      told.insert({family_of(one), one.ranks});
  for (const Deviation& one : deviations) {
    if (!refuses_as_provider(one)) continue;
    const std::string family = family_of(one);
    if (!told.insert({family, one.ranks}).second) continue;
    agreement.mixed.push_back(fmt::format("{} measure{} another {} than {}: {} is {}, not {}",
                                          ranks_on_hosts(one.ranks, hosts), one.ranks.size() == 1 ? "s" : "",
                                          family, counted_ranks(one.most), one.fact->key, one.value,
                                          one.value_of_most));
    agreement.mixed_short.push_back(fmt::format("{}: {}", counted_ranks(one.ranks), family));
  }
}

/// Another fact of the whole job, in its place; the hash of its scope is made anew.
void add_job_fact(std::vector<Fact>& merged, const std::string& key, const std::string& value, int ranks) {
  std::vector<int> all(static_cast<std::size_t>(ranks));
  std::iota(all.begin(), all.end(), 0);
  std::erase_if(merged, [](const Fact& fact) { return fact.scope == "run" && fact.key == "sha256"; });
  merged.push_back({"run", key, value, format_ranges(all)});
  merged.push_back({"run", "sha256", scope_hash(merged, "run"), format_ranges(all)});
  std::ranges::sort(merged, fact_before);
}

}  // namespace

RankAgreement agreement_of(const std::vector<Fact>& merged, const std::vector<std::string>& hosts) {
  RankAgreement agreement;
  const std::vector<Deviation> deviations = find_deviations(merged, static_cast<int>(hosts.size()));
  add_images(agreement, deviations, hosts);
  const Told files = add_loaded(agreement, deviations, hosts);
  add_providers(agreement, deviations, hosts, files);
  return agreement;
}

RankAgreement record_agreement(std::vector<Fact>& merged, const std::vector<std::string>& hosts) {
  RankAgreement agreement = agreement_of(merged, hosts);
  const int ranks = static_cast<int>(hosts.size());
  if (!agreement.mixed_short.empty())
    add_job_fact(merged, results::kRanksMixed, fmt::format("{}", fmt::join(agreement.mixed_short, "; ")),
                 ranks);
  if (!agreement.others.empty())
    add_job_fact(merged, "ranks.differ", fmt::format("{}", fmt::join(agreement.others, ", ")), ranks);
  return agreement;
}

void require_agreement(World& world, const RunOptions& options, const std::vector<std::string>& hosts,
                       std::vector<Fact>& merged) {
  if (world.size() == 1) return;
  const RankAgreement agreement = record_agreement(merged, hosts);
  std::string refusal;
  if (!agreement.mixed.empty() && !options.allow_mixed)
    refusal = list_with_rest(agreement.mixed, kSentences, "; ") +
              ": give all ranks one image and one LD_LIBRARY_PATH, or measure the mixture with --allow-mixed";
  refusal = world.broadcast(refusal, 0);
  if (!refusal.empty()) throw results::Error(results::ExitCode::config, refusal);
  if (!agreement.others.empty() && !options.quiet)
    fmt::print(stderr, "gpubench: ranks differ in what they have loaded: {}; the record says which\n",
               results::sanitize(list_with_rest(agreement.others, kKeysNamed, ", ")));
}

}  // namespace gpubench
