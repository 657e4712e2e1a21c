#include "results/gate/margins.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <cmath>
#include <sstream>

#include "results/statistics/power.hpp"

namespace gpubench::results {
namespace {

/// Over what is resolved. The interval reaches t_{1-q/4} standard errors to each side, which is 0.77 of what
/// is resolved with many degrees of freedom, 0.79 with those of 12 pairs; the estimate itself lies within the
/// rest.
constexpr double kRoom = 1.25;
constexpr double kMarginMost = 0.5;

/// A pattern that only this text matches.
std::string literally(const std::string& text) {
  std::string pattern;
  for (const char letter : text) {
    if (std::string_view("*?[\\").find(letter) != std::string_view::npos) pattern += '\\';
    pattern += letter;
  }
  return pattern;
}

/// As TOML writes text.
std::string quoted(const std::string& text) {
  std::ostringstream out;
  out << toml::value<std::string>(text);
  return out.str();
}

std::string entry_text(const Ledger::Entry& entry) {
  const double found = resolvable_change(entry.prior, kLooks.back());
  std::string text =
      fmt::format("\n[[benchmark]]\nname = {}\nbackend = {}\naxes = {}\n", quoted(literally(entry.key.name)),
                  quoted(literally(entry.key.backend)), quoted(literally(entry.key.axes)));
  const double margin = std::ceil(1e3 * std::expm1(kRoom * found)) / 1e3;  // three places, never below
  if (margin < kMarginMost) return text + fmt::format("margin = {:.3f}\n", margin);
  return text + fmt::format("leave_out = true\nreason = \"{} pairs find no change below {:.0f} %\"\n",
                            kLooks.back(), 100 * std::expm1(found));
}

}  // namespace

std::string margins_policy(const Ledger& ledger) {
  std::string text =
      "# What can be resolved where `gpubench calibrate` ran. A case that is not here keeps the usual "
      "margin.\n"
      "schema = \"gpubench-policy/1\"\n";
  for (const Ledger::Entry& entry : ledger.entries())
    if (is_on_watch(entry.prior)) text += entry_text(entry);
  return text;
}

}  // namespace gpubench::results
