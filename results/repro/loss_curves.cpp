#include "results/repro/loss_curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/json.hpp"

namespace gpubench::results {
namespace {

constexpr std::uintmax_t kLossBytesMax = 64u << 20;
constexpr const char* kLossSchema = "gpubench-loss/1";

double number_of(const nlohmann::json& value) {
  if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
  return value.get<double>();  // throws on what is no number
}

std::vector<LossRun> parse_json(const std::string& text) {
  const auto whole = json_of(text);
  if (whole.at("schema") != kLossSchema) throw DataError(fmt::format("its schema is not {}", kLossSchema));
  std::vector<LossRun> runs;
  for (const auto& one : whole.at("runs")) {
    LossRun run{one.at("name").get<std::string>(), {}};
    for (const auto& value : one.at("loss")) run.loss.push_back(number_of(value));
    runs.push_back(std::move(run));
  }
  return runs;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    cells.push_back(trim(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return cells;
}

void add_cell(LossRun& run, std::string_view cell, std::size_t step, std::size_t line) {
  if (cell.empty()) return;
  if (run.loss.size() < step) throw DataError(fmt::format("line {}: a hole in {}", line, run.name));
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    throw DataError(fmt::format("line {}: '{}' is no number", line, cell));
  run.loss.push_back(value);
}

std::vector<LossRun> parse_csv(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  std::vector<LossRun> runs;
  for (const std::string_view name : cells_of(line)) runs.push_back({std::string(name), {}});
  for (std::size_t step = 0; std::getline(lines, line); ++step) {
    if (trim(line).empty() && lines.peek() == std::istringstream::traits_type::eof()) break;
    const auto cells = cells_of(line);
    if (cells.size() != runs.size())
      throw DataError(
          fmt::format("line {}: {} cells, {} runs are named", step + 2, cells.size(), runs.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) add_cell(runs[i], cells[i], step, step + 2);
  }
  return runs;
}

void require_runs(const std::vector<LossRun>& runs) {
  std::set<std::string> names;
  for (const LossRun& run : runs) {
    if (run.name.empty()) throw DataError("a run has no name");
    if (!names.insert(run.name).second) throw DataError(fmt::format("two runs are named '{}'", run.name));
    if (run.loss.empty()) throw DataError(fmt::format("run '{}' has no step", run.name));
  }
  if (runs.size() < 2) throw DataError("fewer than two runs: there is nothing to compare");
}

bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool is_beyond(double first, double second, double tolerance) {
  if (same_bits(first, second)) return false;
  return !(std::abs(second - first) <= tolerance * std::abs(first));  // what is no number is beyond
}

Parting parting_at(std::size_t step, double first, double second) {
  Parting parting{step, first, second, UINT64_MAX, std::nullopt};
  if (!std::isnan(first) && !std::isnan(second) && std::signbit(first) == std::signbit(second)) {
    const auto a = std::bit_cast<std::uint64_t>(first), b = std::bit_cast<std::uint64_t>(second);
    parting.ulp = a > b ? a - b : b - a;
  }
  if (const double relative = std::abs(second - first) / std::abs(first); std::isfinite(relative))
    parting.relative = relative;
  return parting;
}

}  // namespace

std::vector<LossRun> read_loss_runs(const std::filesystem::path& path) {
  const std::string text = read_text(path, kLossBytesMax);
  if (text.empty()) throw DataError(fmt::format("{}: empty", path.string()));
  try {
    auto runs = trim(text).starts_with("{") ? parse_json(text) : parse_csv(text);
    require_runs(runs);
    return runs;
  } catch (const nlohmann::json::exception& error) {
    throw DataError(fmt::format("{}: not {}: {}", path.string(), kLossSchema, error.what()));
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", path.string(), error.what()));
  }
}

LossComparison compare_losses(const LossRun& first, const LossRun& second, double tolerance) {
  LossComparison seen;
  seen.first = first.name;
  seen.second = second.name;
  seen.steps_first = first.loss.size();
  seen.steps_second = second.loss.size();
  seen.steps = std::min(seen.steps_first, seen.steps_second);
  for (std::size_t step = 0; step < seen.steps && !seen.beyond; ++step) {
    const double a = first.loss[step], b = second.loss[step];
    if (!seen.bitwise && !same_bits(a, b)) seen.bitwise = parting_at(step, a, b);
    if (is_beyond(a, b, tolerance)) seen.beyond = parting_at(step, a, b);
  }
  return seen;
}

}  // namespace gpubench::results
