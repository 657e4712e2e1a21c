#include "harness/fingerprint/private_words.hpp"

#include "harness/fingerprint/secrets.hpp"

namespace gpubench {

std::string private_words(const std::vector<std::string>& arguments, const Privacy& privacy) {
  std::string line = "gpubench";
  bool after_secret = false;  // "--token" and its value may be two words
  for (const std::string& word : arguments) {
    const auto equals = word.find('=');
    const std::string name = equals == std::string::npos ? "" : word.substr(0, equals + 1);
    const std::string value = word.substr(name.size());
    auto objection = privacy.objection(name, value);
    if (!objection && after_secret) objection = privacy.objection("secret", value);
    const bool keeps_name = !privacy.objection("", name);
    line += ' ' + (keeps_name ? name : "") + (objection ? "(left out: " + *objection + ")" : value);
    after_secret = word.starts_with("-") && equals == std::string::npos && names_a_secret(word);
  }
  return line;
}

}  // namespace gpubench
