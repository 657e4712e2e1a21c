/// Figure: one drawing of the page: a Vega-Lite specification, what it shows in words, and its data as a
/// table for those who can't see or run it.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "results/report/html.hpp"

namespace gpubench::results {

struct FigureTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< Each with as many texts as there are columns.
  std::string note = {};  ///< What of the drawing is not in it, and why; empty: it has all.
};

struct Figure {
  std::string id;  ///< Of the page's own making: letters, digits, hyphens.
  std::string title;
  std::string finding;              ///< One or more sentences: what it says, and how to read it.
  nlohmann::json spec;              ///< Without size and theme, which are the page's.
  std::vector<FigureTable> tables;  ///< None where the figure before it has the same data.
};

/// drawn: the page has what draws it; else the tables are all there is, and open. Of points and rows beyond
/// `rows` the first are kept, and it says so.
void write(Html& html, const Figure& figure, bool drawn, std::size_t rows = SIZE_MAX);
void write(Html& html, const FigureTable& table, std::size_t rows = SIZE_MAX);

/// To so many significant digits: more can't be seen, and make the page larger. Times of one distribution
/// differ in the sixth.
double rounded(double value, int digits = 4);
/// "memory/triad f64 1MiB", what a case is called on axes and in tables.
std::string case_label(const std::string& name, const std::string& axes, const std::string& backend);

}  // namespace gpubench::results
