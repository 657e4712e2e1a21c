#include "results/table.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kGap = 2;
/// Of a row: a file's text must not push all others off the screen.
constexpr std::size_t kLinesMax = 8;

/// What the columns take together; 0 is a column left out.
std::size_t total(const std::vector<std::size_t>& widths) {
  std::size_t sum = 0, shown = 0;
  for (const std::size_t width : widths) {
    sum += width;
    shown += width > 0 ? 1 : 0;
  }
  return sum + kGap * (shown > 0 ? shown - 1 : 0);
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::add_row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size())
    throw std::invalid_argument("table: a row has another number of cells");
  lines_.push_back({std::move(cells), false});
}

void Table::add_heading(const std::string& text, Style style) {
  lines_.push_back({{{text, style}}, true});
}

std::string Table::render(std::size_t width, bool color) const {
  const std::vector<std::size_t> widths = fitted_widths(width);
  std::vector<Cell> headers;
  for (const Column& column : columns_) headers.push_back({column.header, Style::dim});
  std::string text = render_line(headers, widths, width, color);
  for (const Line& line : lines_) {
    if (line.heading) {
      const Cell& cell = line.cells.front();
      text += paint(width > 0 ? shorten(cell.text, width) : cell.text, cell.style, color) + "\n";
    } else {
      text += render_row(line.cells, widths, width, color);
    }
  }
  return text;
}

std::vector<std::string> Table::left_out(std::size_t width) const {
  const std::vector<std::size_t> all = fitted_widths(0), fitted = fitted_widths(width);
  std::vector<std::string> headers;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (all[i] > 0 && fitted[i] == 0 && !columns_[i].header.empty()) headers.push_back(columns_[i].header);
  return headers;
}

std::vector<std::size_t> Table::fitted_widths(std::size_t width) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const Line& line : lines_)
    for (std::size_t i = 0; !line.heading && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], display_width(line.cells[i].text));
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (widths[i] > 0) widths[i] = std::max(widths[i], display_width(columns_[i].header));
  if (width == 0) return widths;

  std::vector<std::size_t> order(columns_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return columns_[i].drop; });
  for (const std::size_t i : order)
    if (columns_[i].drop > 0 && total(narrowed(widths, width)) > width) widths[i] = 0;
  widths = narrowed(widths, width);
  shorten_columns(widths, width, &Column::shortest);
  return widths;
}

std::vector<std::size_t> Table::narrowed(std::vector<std::size_t> widths, std::size_t width) const {
  shorten_columns(widths, width, &Column::enough);
  return widths;
}

/// The widest first, a column at a time, down to that limit of theirs.
void Table::shorten_columns(std::vector<std::size_t>& widths, std::size_t width,
                            std::size_t Column::*limit) const {
  while (total(widths) > width) {
    std::size_t widest = columns_.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool may = columns_[i].*limit > 0 && widths[i] > columns_[i].*limit;
      if (may && (widest == columns_.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == columns_.size()) return;
    --widths[widest];
  }
}

std::string Table::render_row(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                              std::size_t width, bool color) const {
  std::vector<std::vector<Cell>> lines = {cells};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (columns_[i].enough == 0 || display_width(cells[i].text) <= widths[i] || widths[i] == 0) continue;
    std::vector<std::string> parts = wrap(cells[i].text, widths[i]);
    if (parts.size() > kLinesMax) {
      parts.resize(kLinesMax);
      parts.back() = shorten(parts.back() + "…", widths[i]);
    }
    while (lines.size() < parts.size()) lines.emplace_back(cells.size());
    for (std::size_t part = 0; part < parts.size(); ++part) lines[part][i] = {parts[part], cells[i].style};
  }
  std::string text;
  for (const std::vector<Cell>& line : lines) text += render_line(line, widths, width, color);
  return text;
}

std::string Table::render_line(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                               std::size_t width, bool color) const {
  std::string line;
  std::size_t used = 0, pending = 0;  // blanks wait until something follows them
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) continue;
    const std::size_t room = width == 0 ? widths[i] : std::min(widths[i], width > used ? width - used : 0);
    const std::string text = shorten(cells[i].text, room);
    const std::size_t blank = widths[i] - std::min(widths[i], display_width(text));
    if (columns_[i].align == Align::right && width == 0) pending += blank;
    if (columns_[i].align == Align::right && width > 0)
      pending += std::min(blank, room - display_width(text));
    if (!text.empty()) {
      line += std::string(pending, ' ') + paint(text, cells[i].style, color);
      pending = 0;
    }
    if (columns_[i].align == Align::left) pending += blank;
    pending += kGap;
    used += widths[i] + kGap;
  }
  return line + "\n";
}

std::string paint(const std::string& text, Style style, bool color) {
  if (!color || text.empty() || style == Style::plain) return text;
  const char* code = style == Style::strong ? "\033[1m"
                     : style == Style::good ? "\033[34m"
                     : style == Style::bad  ? "\033[1;38;5;208m"
                                            : "\033[2m";
  return code + text + "\033[0m";
}

}  // namespace gpubench::results
