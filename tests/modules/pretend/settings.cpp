#include "tests/modules/pretend/settings.hpp"

#include <cstdlib>
#include <map>
#include <sstream>
#include <stdexcept>

namespace gpubench::pretend {
namespace {

std::string variable(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : otherwise;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

}  // namespace

Settings read_settings() {
  Settings settings;
  const auto views = split(variable("GPUBENCH_PRETEND_VISIBLE", "0"), ';');
  const int place = std::stoi(variable("OMPI_COMM_WORLD_LOCAL_RANK", "0"));
  if (!views.empty())
    for (const std::string& device : split(views[static_cast<std::size_t>(place) % views.size()], ','))
      settings.visible.push_back(std::stoi(device));

  const std::string fault = variable("GPUBENCH_PRETEND_FAULT", "");
  if (fault.empty()) return settings;
  const std::map<std::string, Fault> words = {{"open", Fault::open},           {"lost", Fault::lost},
                                              {"last", Fault::last},           {"hung", Fault::hung},
                                              {"stuck", Fault::stuck},         {"slow", Fault::slow},
                                              {"throttled", Fault::throttled}, {"garbled", Fault::garbled}};
  const auto parts = split(fault, '@');
  const auto where = split(parts.at(1), ':');
  if (where.at(0) != variable("OMPI_COMM_WORLD_RANK", "0")) return settings;
  settings.fault = words.at(parts[0]);
  settings.at = where.size() > 1 ? std::stoull(where[1]) : 1;
  return settings;
}

}  // namespace gpubench::pretend
