/// Network: what this host reaches others by, scope host. No addresses: neither IP nor MAC, GUID or GID.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// "network.<interface>": "mlx5_core, 100000 Mb/s, mtu 9000". Adapters, bonds, and what a container has for
/// one; not the bridges and virtual ends that come and go with containers.
std::vector<results::Fact> collect_network(const SystemFiles& files);

/// "infiniband.<device>": "MT4129, firmware 28.39.1002; port 1: InfiniBand, 400 Gb/sec (4X NDR), ACTIVE".
std::vector<results::Fact> collect_infiniband(const SystemFiles& files);

}  // namespace gpubench
