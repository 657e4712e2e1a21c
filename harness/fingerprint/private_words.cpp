#include "harness/fingerprint/private_words.hpp"

namespace gpubench {

std::string private_words(const std::vector<std::string>& arguments, const Privacy& privacy) {
  std::string line = "gpubench";
  for (const std::string& word : arguments) {
    const auto equals = word.starts_with("-") ? word.find('=') : std::string::npos;
    const std::string option = equals == std::string::npos ? "" : word.substr(0, equals + 1);
    const auto objection = privacy.objection(option, word.substr(option.size()));
    line += ' ' + option + (objection ? "(left out: " + *objection + ")" : word.substr(option.size()));
  }
  return line;
}

}  // namespace gpubench
