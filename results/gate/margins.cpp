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

/// To three places, never below.
double rounded_up(double share) {
  return std::ceil(1e3 * share) / 1e3;
}

toml::table entry_of(const Ledger::Entry& entry) {
  const double found = resolvable_change(entry.prior, kLooks.back());
  toml::table table{{"name", literally(entry.key.name)},
                    {"backend", literally(entry.key.backend)},
                    {"axes", literally(entry.key.axes)}};
  const double margin = rounded_up(std::expm1(kRoom * found));
  if (margin < kMarginMost) {
    table.insert("margin", margin);
  } else {
    table.insert("leave_out", true);
    table.insert("reason", fmt::format("{} pairs find no change below {:.0f} %", kLooks.back(),
                                       100 * std::expm1(found)));
  }
  return table;
}

}  // namespace

std::string margins_policy(const Ledger& ledger) {
  toml::array entries;
  for (const Ledger::Entry& entry : ledger.entries())
    if (is_on_watch(entry.prior)) entries.push_back(entry_of(entry));
  toml::table policy{{"schema", "gpubench-policy/1"}};
  if (!entries.empty()) policy.insert("benchmark", std::move(entries));
  std::ostringstream text;
  text << "# What can be resolved where `gpubench calibrate` ran: a case that is not here keeps the usual "
          "margin.\n"
       << policy << '\n';
  return text.str();
}

}  // namespace gpubench::results
