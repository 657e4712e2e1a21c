/// Show: a topology, and what was measured between ranks, for people and as JSON.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "harness/topology/pairs.hpp"
#include "harness/topology/topology.hpp"

namespace gpubench {

std::string topology_text(const Topology& topology);
nlohmann::ordered_json topology_json(const Topology& topology);

/// Rates in 1e9 byte/s, a line and a column a rank; the lines below say which ranks share a host.
std::string pairs_text(const PairMatrix& pairs);
nlohmann::ordered_json pairs_json(const PairMatrix& pairs);

}  // namespace gpubench
