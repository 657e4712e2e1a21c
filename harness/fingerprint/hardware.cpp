#include "harness/fingerprint/hardware.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <algorithm>
#include <cstring>
#include <utility>

namespace gpubench {
namespace {

/// The numbers of nodes, ascending: node10 comes after node9.
std::vector<int> node_numbers(const SystemFiles& files) {
  std::vector<int> numbers;
  for (const std::string& name : files.names("/sys/devices/system/node"))
    if (name.starts_with("node") && name.size() < 10 &&
        name.find_first_not_of("0123456789", 4) == std::string::npos && name.size() > 4)
      numbers.push_back(std::stoi(name.substr(4)));
  std::ranges::sort(numbers);
  return numbers;
}

void add_item(std::string& list, int node, const std::optional<std::string>& value) {
  if (value) list += (list.empty() ? "" : "; ") + std::to_string(node) + ": " + *value;
}

}  // namespace

std::vector<results::Fact> collect_machine(const SystemFiles& files) {
  FactList facts("host");
  constexpr std::pair<const char*, const char*> kFields[] = {{"machine.vendor", "sys_vendor"},
                                                             {"machine.product", "product_name"},
                                                             {"machine.board", "board_name"},
                                                             {"machine.firmware", "bios_version"},
                                                             {"machine.firmware_date", "bios_date"}};
  for (const auto& [key, name] : kFields)
    facts.add(key, files.line(std::string("/sys/class/dmi/id/") + name));
  return facts.take();
}

std::vector<results::Fact> collect_numa(const SystemFiles& files) {
  std::string memory, cpus, distances;
  for (const int node : node_numbers(files)) {
    const std::string folder = "/sys/devices/system/node/node" + std::to_string(node);
    // "Node 0 MemTotal:       24684096 kB"
    const std::string line = "Node " + std::to_string(node) + " MemTotal";
    add_item(memory, node, value_of(files.text(folder + "/meminfo").value_or(""), line, ':'));
    add_item(cpus, node, files.line(folder + "/cpulist"));
    add_item(distances, node, files.line(folder + "/distance"));
  }
  FactList facts("host");
  facts.add("numa.memory", memory);
  facts.add("numa.cpus", cpus);
  facts.add("numa.distances", distances);
  return facts.take();
}

std::vector<results::Fact> collect_huge_pages(const SystemFiles& files) {
  constexpr std::string_view kFront = "hugepages-";
  const std::string folder = "/sys/kernel/mm/hugepages";
  FactList facts("host");
  for (const std::string& name : files.names(folder))
    if (name.starts_with(kFront))
      facts.add("memory.huge_pages." + name.substr(kFront.size()),
                files.line(folder + "/" + name + "/nr_hugepages"));
  return facts.take();
}

std::vector<results::Fact> collect_hypervisor() {
  FactList facts("host");
#if defined(__x86_64__)
  constexpr unsigned kHypervisorBit = 1U << 31;  // of ECX in leaf 1
  constexpr unsigned kHypervisorLeaf = 0x40000000;
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) != 0 && (c & kHypervisorBit) != 0) {
    __cpuid(kHypervisorLeaf, a, b, c, d);
    char name[13] = {};
    for (const auto& [at, part] : {std::pair{0, b}, {4, c}, {8, d}}) std::memcpy(name + at, &part, 4);
    facts.add("hypervisor.name", name);
  }
#endif
  return facts.take();
}

}  // namespace gpubench
