#include "harness/fingerprint/operating_system.hpp"

#include <gnu/libc-version.h>
#include <sys/utsname.h>

namespace gpubench {
namespace {

std::optional<std::string> unquote(std::optional<std::string> value) {
  if (value && value->size() >= 2 && (value->front() == '"' || value->front() == '\'') &&
      value->back() == value->front())
    return value->substr(1, value->size() - 2);
  return value;
}

}  // namespace

std::vector<results::Fact> parse_os_release(std::string_view text) {
  FactList facts("image");
  facts.add("os.name", unquote(value_of(text, "PRETTY_NAME", '=')));
  facts.add("os.id", unquote(value_of(text, "ID", '=')));
  facts.add("os.version", unquote(value_of(text, "VERSION_ID", '=')));
  return facts.take();
}

std::vector<results::Fact> collect_operating_system(const SystemFiles& files) {
  auto release = files.text("/etc/os-release");
  if (!release) release = files.text("/usr/lib/os-release");
  std::vector<results::Fact> all = parse_os_release(release.value_or(""));

  FactList image("image");
  image.add("os.debian_version", files.line("/etc/debian_version"));
  append(all, image.take());
  FactList loaded("loaded");
  loaded.add("glibc", gnu_get_libc_version());
  append(all, loaded.take());

  FactList host("host");
  utsname names{};
  if (uname(&names) == 0) {
    host.add("kernel.release", names.release);
    host.add("kernel.version", names.version);
    host.add("architecture", names.machine);
  }
  append(all, host.take());
  return all;
}

std::vector<results::Fact> collect_kernel_settings(const SystemFiles& files) {
  FactList facts("host");
  facts.add("clock_source", files.line("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
  const std::string pages = "/sys/kernel/mm/transparent_hugepage/";
  for (const char* name : {"enabled", "defrag", "shmem_enabled"})
    facts.add(std::string("transparent_huge_pages.") + name,
              parse_choice(files.text(pages + name).value_or("")));
  facts.add("cpus.isolated", files.line("/sys/devices/system/cpu/isolated"));
  facts.add("cpus.smt", files.line("/sys/devices/system/cpu/smt/control"));
  facts.add("numa.nodes", files.line("/sys/devices/system/node/online"));
  facts.add("numa.balancing", files.line("/proc/sys/kernel/numa_balancing"));
  const std::string vulnerabilities = "/sys/devices/system/cpu/vulnerabilities";
  for (const std::string& name : files.names(vulnerabilities)) {
    const auto state = files.line(vulnerabilities + "/" + name);
    if (state && *state != "Not affected") facts.add("vulnerability." + name, state);
  }
  return facts.take();
}

std::optional<std::string> parse_choice(std::string_view text) {
  const auto open = text.find('[');
  const auto close = text.find(']', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  return std::string(text.substr(open + 1, close - open - 1));
}

}  // namespace gpubench
