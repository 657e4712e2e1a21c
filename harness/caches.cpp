#include "harness/caches.hpp"

#include <fmt/format.h>
#include <hwloc.h>

#include <memory>
#include <set>

#include "harness/number_ranges.hpp"

namespace gpubench {
namespace {

struct Cache {
  int level = 0;
  Bytes size;
  std::vector<int> cpus;
};

/// The data and unified caches above one processor.
std::vector<Cache> caches_of(const SystemFiles& files, int cpu) {
  std::vector<Cache> caches;
  for (int index = 0;; ++index) {
    const std::string folder = fmt::format("/sys/devices/system/cpu/cpu{}/cache/index{}", cpu, index);
    const auto level = files.number(folder + "/level");
    if (!level) return caches;
    const auto type = files.line(folder + "/type");
    const auto size = files.line(folder + "/size");
    if (!size || (type && *type == "Instruction")) continue;
    try {
      const auto shared = files.line(folder + "/shared_cpu_list");
      caches.push_back({static_cast<int>(*level), parse_size(*size),
                        parse_ranges(shared.value_or(fmt::format("{}", cpu)))});
    } catch (const std::invalid_argument&) {
      continue;  // a size or list in words is a missing fact
    }
  }
}

void add_last(Caches& caches, int level, Bytes size) {
  if (level < caches.last_level) return;
  if (level > caches.last_level) caches.last.reset(), caches.last_count = 0;
  caches.last_level = level;
  caches.last = caches.last.value_or(Bytes{0}) + size;
  ++caches.last_count;
}

struct TopologyDeleter {
  void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
};
using HwlocTopology = std::unique_ptr<hwloc_topology, TopologyDeleter>;

HwlocTopology load_caches() {
  hwloc_topology_t raw = nullptr;
  if (hwloc_topology_init(&raw) != 0) return nullptr;
  HwlocTopology topology(raw);
  hwloc_topology_set_all_types_filter(raw, HWLOC_TYPE_FILTER_KEEP_NONE);
  hwloc_topology_set_cache_types_filter(raw, HWLOC_TYPE_FILTER_KEEP_ALL);
  if (hwloc_topology_load(raw) != 0) return nullptr;
  return topology;
}

}  // namespace

Caches read_caches(const SystemFiles& files, const std::vector<int>& cpus) {
  Caches caches;
  std::set<int> seen;  // processors under a last-level cache already counted
  for (const int cpu : cpus) {
    if (seen.count(cpu) != 0) continue;
    const auto above = caches_of(files, cpu);
    if (above.empty()) continue;
    const Cache* last = &above.front();
    for (const Cache& cache : above) {
      if (cache.level == 1 && !caches.l1) caches.l1 = cache.size;
      if (cache.level == 2 && !caches.l2) caches.l2 = cache.size;
      if (cache.level > last->level) last = &cache;
    }
    add_last(caches, last->level, last->size);
    seen.insert(last->cpus.begin(), last->cpus.end());
  }
  return caches;
}

Caches ask_caches(const std::vector<int>& cpus) {
  Caches caches;
  const HwlocTopology topology = load_caches();
  if (!topology) return caches;
  std::set<hwloc_obj_t> counted;
  for (const int cpu : cpus) {
    hwloc_obj_t object = hwloc_get_pu_obj_by_os_index(topology.get(), static_cast<unsigned>(cpu));
    hwloc_obj_t last = nullptr;
    for (; object != nullptr; object = object->parent) {
      if (hwloc_obj_type_is_dcache(object->type) == 0) continue;
      const auto& cache = object->attr->cache;
      if (cache.depth == 1 && !caches.l1) caches.l1 = Bytes{cache.size};
      if (cache.depth == 2 && !caches.l2) caches.l2 = Bytes{cache.size};
      last = object;
    }
    if (last != nullptr && counted.insert(last).second)
      add_last(caches, static_cast<int>(last->attr->cache.depth), Bytes{last->attr->cache.size});
  }
  return caches;
}

}  // namespace gpubench
