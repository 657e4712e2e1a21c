#include "results/report/theme.hpp"

namespace gpubench::results {

nlohmann::json figure_theme(bool dark) {
  const char* ink = dark ? "#e6e8eb" : "#1d2025";
  const char* faint = dark ? "#282d34" : "#e1e4e8";
  const char* line = dark ? "#7d8590" : "#8a919b";
  const char* font = "system-ui, sans-serif";
  nlohmann::json words = {{"labelColor", ink},          {"titleColor", ink},   {"labelFont", font},
                          {"titleFont", font},          {"labelFontSize", 11}, {"titleFontSize", 12},
                          {"titleFontWeight", "normal"}};
  nlohmann::json axis = words, legend = words;
  axis.update({{"gridColor", faint},
               {"domainColor", line},
               {"tickColor", line},
               {"labelLimit", 260},
               {"labelSeparation", 6}});
  legend.update({{"symbolType", "circle"}, {"orient", "bottom"}, {"labelLimit", 260}});
  // Okabe and Ito, Color Universal Design, 2008. On white their yellow is not seen: grey stands for it.
  nlohmann::json category = {"#0072B2",
                             "#D55E00",
                             "#009E73",
                             "#CC79A7",
                             "#E69F00",
                             "#56B4E9",
                             dark ? "#FFFFFF" : "#000000",
                             dark ? "#F0E442" : "#999999"};
  if (dark) category[0] = "#4BA3DB";  // its blue is too dark there
  return {{"background", nullptr},
          {"font", font},
          {"axis", axis},
          {"legend", legend},
          {"view", {{"stroke", nullptr}}},
          {"range", {{"category", category}}},
          {"text", {{"color", ink}}},
          {"point", {{"color", category[0]}}},
          {"line", {{"color", category[0]}}},
          {"tick", {{"color", category[0]}}},
          {"bar", {{"color", category[0]}}},
          {"rule", {{"color", line}}}};
}

}  // namespace gpubench::results
