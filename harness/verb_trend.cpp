// The verb that shows a history.
#include <fmt/format.h>

#include <iostream>

#include "harness/plan.hpp"
#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/terminal.hpp"
#include "results/trend/show_trend.hpp"

namespace gpubench {

results::ExitCode perform(const TrendCommand& command, Launcher&) {
  const results::Trend trend =
      results::read_trend(results::open_side(command.files), [&](const std::string& name) {
        return command.cases.empty() || selector_matches(command.cases, name);
      });
  if (trend.series.empty() && !command.cases.empty())
    throw results::UsageError(fmt::format(
        "gpubench trend: no measured case is named {}: see gpubench show for names", command.cases));
  if (command.json) {
    std::cout << results::trend_json(trend) << '\n';
  } else if (command.markdown) {
    std::cout << results::markdown(trend);
  } else {
    const results::Terminal terminal = results::find_terminal();
    results::show(trend, {terminal.width, terminal.color, command.launches}, std::cout);
  }
  return results::ExitCode::good;
}

}  // namespace gpubench
