/// Markdown: a file's texts in a page that others read.
#pragma once
#include <string>

namespace gpubench::results {

/// Text of a file within a cell: nothing in it is markup, a link, a mention or the end of the cell.
std::string markdown_text(const std::string& text);

}  // namespace gpubench::results
