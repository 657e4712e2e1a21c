#include "harness/fingerprint/network.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gpubench {
namespace {

/// An adapter may be named after its address: "enx525400abcdef", "wlx...", and "ibx" or "rocex" with a GUID.
std::string public_name(const std::string& name) {
  const auto end = name.rfind('x');
  if (end == std::string::npos) return name;
  const std::string_view rest = std::string_view(name).substr(end + 1);
  const bool is_address =
      rest.size() >= 12 && std::ranges::all_of(rest, [](unsigned char c) { return std::isxdigit(c) != 0; });
  return is_address ? name.substr(0, end + 1) : name;
}

bool has_driver_or_stands_for_one(const SystemFiles& files, const std::string& name) {
  constexpr std::array<std::string_view, 5> kAdapters = {"eth", "en", "ib", "bond", "team"};
  return files.exists("/sys/class/net/" + name + "/device") ||
         std::ranges::any_of(kAdapters, [&name](auto front) { return name.starts_with(front); });
}

/// Texts that are there, with ", " between.
std::string joined_texts(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts)
    if (!text.empty()) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string with_unit(const char* before, const std::optional<std::string>& value, const char* after) {
  return value ? before + *value + after : std::string();
}

std::string describe_interface(const SystemFiles& files, const std::string& folder) {
  const auto driver = value_of(files.text(folder + "/device/uevent").value_or(""), "DRIVER", '=');
  const auto speed = files.number(folder + "/speed");  // -1, or not to be read, while it is down
  const std::string state = files.line(folder + "/operstate").value_or("");
  return joined_texts({driver.value_or(""), speed && *speed > 0 ? std::to_string(*speed) + " Mb/s" : "",
                       state == "down" ? "down" : "", with_unit("mtu ", files.line(folder + "/mtu"), "")});
}

std::string describe_port(const SystemFiles& files, const std::string& folder) {
  const std::string state = files.line(folder + "/state").value_or("");  // "4: ACTIVE"
  const auto colon = state.find(": ");
  return joined_texts({files.line(folder + "/link_layer").value_or(""),
                       files.line(folder + "/rate").value_or(""),
                       colon == std::string::npos ? state : state.substr(colon + 2)});
}

}  // namespace

std::vector<results::Fact> collect_network(const SystemFiles& files) {
  FactList facts("host");
  for (const std::string& name : files.names("/sys/class/net"))
    if (name != "lo" && has_driver_or_stands_for_one(files, name))
      facts.add("network." + public_name(name), describe_interface(files, "/sys/class/net/" + name));
  return facts.take();
}

std::vector<results::Fact> collect_infiniband(const SystemFiles& files) {
  FactList facts("host");
  for (const std::string& name : files.names("/sys/class/infiniband")) {
    const std::string folder = "/sys/class/infiniband/" + name;
    std::string text = joined_texts({files.line(folder + "/hca_type").value_or(""),
                                     with_unit("firmware ", files.line(folder + "/fw_ver"), "")});
    for (const std::string& port : files.names(folder + "/ports")) {
      const std::string told = describe_port(files, folder + "/ports/" + port);
      if (!told.empty()) text += (text.empty() ? "port " : "; port ") + port + ": " + told;
    }
    facts.add("infiniband." + public_name(name), text);
  }
  return facts.take();
}

}  // namespace gpubench
