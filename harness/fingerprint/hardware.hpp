/// Hardware: the machine around the processors: maker, firmware, memory nodes, huge pages, scope host.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// Vendor, product, board and firmware of DMI; of a virtual machine, its maker's. Serial numbers, which only
/// root may read, are not asked for.
std::vector<results::Fact> collect_machine(const SystemFiles& files);

/// Of each memory node its size and processors, and the distances between them, as the firmware gives them
/// (10: itself).
std::vector<results::Fact> collect_numa(const SystemFiles& files);

/// "memory.huge_pages.<size>": how many are reserved, for each size there is.
std::vector<results::Fact> collect_huge_pages(const SystemFiles& files);

/// "hypervisor.name" as it names itself to the processor's CPUID ("KVMKVMKVM"); nothing where there is none,
/// or no such instruction. Source: Intel SDM, CPUID; Linux, Documentation/virt/kvm/x86/cpuid.rst.
std::vector<results::Fact> collect_hypervisor();

}  // namespace gpubench
