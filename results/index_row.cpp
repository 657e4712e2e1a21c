#include "results/index_row.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kCellBytes = 1024;

/// The longest front of at most kCellBytes that ends with a whole UTF-8 character.
std::string shortened(const std::string& text) {
  if (text.size() <= kCellBytes) return text;
  std::size_t end = kCellBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// "type=f64 working_set=4MiB"
std::string axes_text(const Axes& axes) {
  std::string text;
  for (const auto& [name, value] : axes) text += (text.empty() ? "" : " ") + name + '=' + value;
  return text;
}

}  // namespace

IndexRow index_row(const Case& c, const std::string& hash) {
  IndexRow row;
  row.id = c.id;
  row.name = shortened(c.name);
  row.backend = shortened(c.backend);
  row.axes = shortened(axes_text(c.axes));
  row.scope = shortened(c.scope);
  row.status = to_string(c.status);
  row.reason = shortened(c.reason);
  row.correctness = shortened(c.verification.correctness);
  row.stop_reason = shortened(c.stop_reason);
  row.hash = hash;
  row.participants = static_cast<std::uint32_t>(c.participants.size());
  row.unit = shortened(c.unit);
  row.better = shortened(c.better);
  return row;
}

double scale_factor_of(const Case& c) {
  return 1e-9 / static_cast<double>(c.batch);
}

}  // namespace gpubench::results
