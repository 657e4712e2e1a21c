#include "results/export/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

#include "results/export/exporter.hpp"
#include "results/index_row.hpp"
#include "results/row_order.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

constexpr const char* kLineEnd = "\r\n";  // RFC 4180, 2.1

std::string csv_number(const std::optional<double>& figure) {
  return figure && std::isfinite(*figure) ? fmt::format("{}", *figure) : std::string();
}

std::string csv_flags(const std::vector<std::string>& flags) {
  std::string text;
  for (const std::string& flag : flags) text += (text.empty() ? "" : " ") + flag;
  return text;
}

/// What tells a case, in front of its figures or of each of its samples.
std::string csv_case(const Launch& launch, const Row& row) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}", csv_cell(launch.ulid), csv_cell(launch.start),
                     csv_cell(launch.site), launch.pair < 0 ? "" : std::to_string(launch.pair),
                     csv_cell(launch.position), csv_cell(launch.profile), csv_cell(row.id),
                     csv_cell(row.name), csv_cell(group_of(row.name)), csv_cell(row.backend),
                     csv_cell(row.axes), csv_cell(row.scope), row.participants);
}

constexpr const char* kCaseColumns =
    "launch,start,site,pair,position,profile,id,name,group,backend,axes,scope,participants";

/// A row a case: all of them, with empty cells where there is no figure.
class CsvCases : public Exporter {
 public:
  explicit CsvCases(std::ostream& out) : out_(out) {
    out_ << kCaseColumns
         << ",status,reason,verdict,stop_reason,samples,batch,unit,time_median,half_width,rate,rate_unit,"
            "share_of_ceiling,spread_over_ranks,clock_khz,throttled_share,digest,flags"
         << kLineEnd;
  }
  void begin_launch(const Launch& launch, const std::vector<Row>&) override { launch_ = &launch; }
  void write_case(const Row& row, const Case& c) override {
    out_ << csv_case(*launch_, row)
         << fmt::format(",{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", to_string(row.status),
                        csv_cell(row.reason), csv_cell(row.verdict), csv_cell(c.stop_reason),
                        c.samples.rows * c.samples.columns, c.batch, csv_cell(c.unit),
                        csv_number(row.time_median), csv_number(row.half_width), csv_number(row.rate),
                        csv_cell(row.rate_unit), csv_number(row.share_of_ceiling),
                        csv_number(row.spread_over_ranks), csv_number(row.clock_khz),
                        csv_number(row.throttled_share), csv_cell(c.verification.digest),
                        csv_cell(csv_flags(row.flags)))
         << kLineEnd;
  }

 private:
  std::ostream& out_;
  const Launch* launch_ = nullptr;
};

/// A row a sample; a case that was not measured has none.
class CsvSamples : public Exporter {
 public:
  explicit CsvSamples(std::ostream& out) : out_(out) {
    out_ << kCaseColumns << ",verdict,rank,sample,unit,value,batch_ns,start_ns" << kLineEnd;
  }
  bool wants_samples() const override { return true; }
  void begin_launch(const Launch& launch, const std::vector<Row>&) override { launch_ = &launch; }
  void write_case(const Row& row, const Case& c) override {
    const std::string front = fmt::format("{},{}", csv_case(*launch_, row), csv_cell(row.verdict));
    const std::string unit = csv_cell(c.unit);
    const double scale = scale_factor_of(c);
    const bool has_starts = c.starts.rows == c.samples.rows && c.starts.columns == c.samples.columns;
    for (std::size_t rank = 0; rank < c.samples.rows; ++rank)
      for (std::size_t i = 0; i < c.samples.columns; ++i)
        out_ << fmt::format("{},{},{},{},{},{},{}{}", front, c.participants[rank], i, unit,
                            static_cast<double>(c.samples.at(rank, i)) * scale, c.samples.at(rank, i),
                            has_starts ? std::to_string(c.starts.at(rank, i)) : "", kLineEnd);
  }

 private:
  std::ostream& out_;
  const Launch* launch_ = nullptr;
};

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::array<std::string_view, 8> kFormula = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  constexpr std::string_view kParting = "\",;|";  // where the comma is the decimal point, cells end at others
  const std::string safe = sanitize(text);
  std::string cell;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const bool front = i == 0 || kParting.find(safe[i - 1]) != std::string_view::npos;
    const std::string_view rest = std::string_view(safe).substr(i);
    if (front && std::ranges::any_of(kFormula, [&](std::string_view sign) { return rest.starts_with(sign); }))
      cell += '\'';
    cell += safe[i];
  }
  if (cell.find_first_of(kParting) == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::unique_ptr<Exporter> csv_exporter(std::ostream& out, bool samples) {
  if (samples) return std::make_unique<CsvSamples>(out);
  return std::make_unique<CsvCases>(out);
}

}  // namespace gpubench::results
