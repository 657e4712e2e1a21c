/// Table: rows of cells laid out in aligned columns, made to fit a width by wrapping, dropping and
/// shortening.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace gpubench::results {

enum class Align { left, right };
/// Colours that the colour-blind tell apart; the words carry the meaning.
enum class Style { plain, strong, good, bad, dim };

/// What names and axes of most cases take: those of few go on in a second line, and cost no figure its
/// column.
inline constexpr std::size_t kCaseEnough = 16, kAxesEnough = 16;

struct Column {
  std::string header;
  Align align = Align::left;
  int drop = 0;              ///< The highest goes first; 0 never goes.
  std::size_t shortest = 0;  ///< Columns it may be shortened to; 0: never shortened.
  /// Columns it is narrowed to before any column is dropped: its longer cells go on, see wrap(), in further
  /// lines of their row, eight in all. 0: not before, and cells are cut.
  std::size_t enough = 0;
};

struct Cell {
  std::string text;  ///< Without control characters: sanitize() first.
  Style style = Style::plain;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns);
  /// As many cells as columns; throws std::invalid_argument.
  void add_row(std::vector<Cell> cells);
  /// A line of its own, which columns do not bind.
  void add_heading(const std::string& text, Style style = Style::strong);
  /// Lines, each ended. width 0: no limit. Else in too wide tables columns are first narrowed to what is
  /// enough, then go by descending drop, then columns with a shortest width are shortened, the widest first,
  /// then lines are cut. Empty columns are left out.
  std::string render(std::size_t width, bool color) const;
  /// Headers of the columns that have something to say and no room at that width.
  std::vector<std::string> left_out(std::size_t width) const;

 private:
  struct Line {
    std::vector<Cell> cells;  ///< Of a heading: one.
    bool heading = false;
  };
  std::vector<std::size_t> fitted_widths(std::size_t width) const;
  std::vector<std::size_t> narrowed(std::vector<std::size_t> widths, std::size_t width) const;
  std::string render_row(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                         std::size_t width, bool color) const;
  void shorten_columns(std::vector<std::size_t>& widths, std::size_t width, std::size_t Column::*limit) const;
  std::string render_line(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                          std::size_t width, bool color) const;

  std::vector<Column> columns_;
  std::vector<Line> lines_;
};

/// The text in the style's colour, or as it is.
std::string paint(const std::string& text, Style style, bool color);

}  // namespace gpubench::results
