/// Web: the page's own style sheet and script, results/report/web/page.css and page.js as built in.
#pragma once
#include <string_view>

namespace gpubench::results {

std::string_view page_style();
std::string_view page_script();

}  // namespace gpubench::results
