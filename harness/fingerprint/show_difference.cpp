#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string_view>

#include "harness/fingerprint/difference.hpp"
#include "harness/fingerprint/differing_part.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench {
namespace {

using results::Bearing;
using results::Fact;
using results::sanitize;

constexpr std::size_t kShownOfFamily = 8;  // more of one kind push what matters off the screen
constexpr std::size_t kPartWidth = 200;
constexpr std::size_t kHashDigits = 12;

std::string text_of_values(const std::vector<Fact>& facts) {
  if (facts.empty()) return "(missing)";
  std::string text;
  for (const Fact& fact : facts) {
    if (!text.empty()) text += " | ";
    text += fact.value;
    if (facts.size() > 1 && !fact.ranks.empty()) text += fmt::format(" (ranks {})", fact.ranks);
  }
  return text;
}

/// What the sides say, fit for a line each.
std::pair<std::string, std::string> values_of(const FactDifference& fact) {
  auto [a, b] = fact.a.empty() || fact.b.empty()
                    ? std::pair(text_of_values(fact.a), text_of_values(fact.b))
                    : differing_part(text_of_values(fact.a), text_of_values(fact.b));
  return {results::shorten(sanitize(a), kPartWidth), results::shorten(sanitize(b), kPartWidth)};
}

/// "package" of "package.dpkg.zlib1g"
std::string family_of(const FactDifference& fact) {
  return fact.key.substr(0, fact.key.find('.'));
}

std::string name_of_many(const std::string& family) {
  if (family == "package") return "packages";
  if (family == "library") return "libraries";
  if (family == "variable") return "variables";
  return fmt::format("facts of {}", family);
}

class Page {
 public:
  explicit Page(const DifferenceView& view) : view_(view) {}
  void line(const std::string& text, results::Style style = results::Style::plain) {
    text_ += results::paint(view_.width > 0 ? results::shorten(text, view_.width) : text, style, view_.color);
    text_ += '\n';
  }
  std::string take() { return std::move(text_); }

 private:
  const DifferenceView& view_;
  std::string text_;
};

void show_scopes(Page& page, const FingerprintDifference& difference) {
  for (const ScopeDifference& scope : difference.scopes) {
    std::string what = "equal";
    if (scope.differences > 0)
      what = results::counted(static_cast<std::int64_t>(scope.differences), "fact") +
             (scope.differences == 1 ? " differs" : " differ");
    else if (!scope.incidental.empty())
      what = fmt::format("equal but for {}", fmt::join(scope.incidental, ", "));
    const auto hash = [](const std::string& text) {
      return text.empty() ? std::string("no facts") : text.substr(0, kHashDigits);
    };
    const std::string hashes = scope.hash_a == scope.hash_b
                                   ? hash(scope.hash_a)
                                   : fmt::format("{} | {}", hash(scope.hash_a), hash(scope.hash_b));
    page.line(sanitize(fmt::format("{:<7} {}  ({})", scope.scope, what, hashes)),
              scope.differences > 0 ? results::Style::strong : results::Style::plain);
  }
}

void show_fact(Page& page, const FactDifference& fact) {
  const auto [a, b] = values_of(fact);
  const std::string name = sanitize(fmt::format("{} {}", fact.scope, fact.key));
  if (fact.rule->bearing == Bearing::slight && fact.with.empty()) {
    page.line(fmt::format("  {}  {} | {}", name, a, b));
    return;
  }
  page.line(fmt::format("  {}: {}", name, fact.rule->why));
  page.line("    A  " + a);
  page.line("    B  " + b);
  for (const FactDifference& one : fact.with) {
    const auto [with_a, with_b] = values_of(one);
    page.line(fmt::format("    with it {}  {} | {}", sanitize(one.scope + " " + one.key), with_a, with_b));
  }
}

void show_facts(Page& page, const FingerprintDifference& difference, const DifferenceView& view) {
  std::map<std::string, std::size_t> shown, folded;
  const FactDifference* last = nullptr;
  for (const FactDifference& fact : difference.facts) {
    const std::string family = family_of(fact);
    if (!view.all && fact.rule->bearing != Bearing::strong && ++shown[family] > kShownOfFamily) {
      ++folded[family];
      continue;
    }
    if (last == nullptr || last->rule->bearing != fact.rule->bearing) {
      page.line("");
      page.line(results::to_string(fact.rule->bearing), results::Style::strong);
    }
    show_fact(page, fact);
    last = &fact;
  }
  if (!folded.empty()) page.line("");
  for (const auto& [family, count] : folded)
    page.line(sanitize(fmt::format("{} more {} {}: --all shows them", count, name_of_many(family),
                                   count == 1 ? "differs" : "differ")));
}

}  // namespace

std::string difference_text(const FingerprintDifference& difference, const FingerprintSide& a,
                            const FingerprintSide& b, const DifferenceView& view) {
  Page page(view);
  page.line(sanitize(fmt::format("A  {}: {}", a.name, a.origin)));
  page.line(sanitize(fmt::format("B  {}: {}", b.name, b.origin)));
  page.line("");
  show_scopes(page, difference);
  show_facts(page, difference, view);
  if (difference.equal()) {
    page.line("");
    page.line("equal: no fact of the environment differs");
  }
  return page.take();
}

}  // namespace gpubench
