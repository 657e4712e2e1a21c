#include "results/report/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "results/report/figure.hpp"

namespace gpubench::results {
namespace {

constexpr std::array<const char*, 5> kByteUnits = {"B", "KiB", "MiB", "GiB", "TiB"};

}  // namespace

std::optional<double> bytes_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !(number > 0)) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  double scale = 1;
  for (const char* one : kByteUnits) {
    if (unit == one) return number * scale;
    scale *= 1024;
  }
  return std::nullopt;
}

std::string format_bytes(double bytes) {
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < kByteUnits.size(); ++unit) bytes /= 1024;
  return fmt::format("{:.3g} {}", bytes, kByteUnits[unit]);
}

std::optional<double> size_of(const ReportCase& one, const std::string& axis) {
  const auto found = std::ranges::find(one.axes, axis, &std::pair<std::string, std::string>::first);
  return found == one.axes.end() ? std::nullopt : bytes_of(found->second);
}

std::string label_without(const ReportCase& one, const std::string& axis) {
  std::string axes;
  for (const auto& [name, value] : one.axes)
    if (name != axis) axes += (axes.empty() ? "" : " ") + name + "=" + value;
  return case_label(one.key.name, axes, one.key.backend);
}

}  // namespace gpubench::results
