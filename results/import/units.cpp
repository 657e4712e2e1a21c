#include "results/import/units.hpp"

#include <array>

namespace gpubench::results {
namespace {

struct Scale {
  std::string_view name;
  double factor;
};

constexpr std::array<Scale, 5> kTimes = {{{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}, {"min", 60}}};
constexpr std::array<Scale, 9> kBandwidths = {{{"B/s", 1},
                                               {"kB/s", 1e3},
                                               {"MB/s", 1e6},
                                               {"GB/s", 1e9},
                                               {"TB/s", 1e12},
                                               {"KiB/s", 1024.0},
                                               {"MiB/s", 1048576.0},
                                               {"GiB/s", 1073741824.0},
                                               {"TiB/s", 1099511627776.0}}};
constexpr std::array<Scale, 8> kFlopRates = {{{"flop/s", 1},
                                              {"Mflop/s", 1e6},
                                              {"Gflop/s", 1e9},
                                              {"Tflop/s", 1e12},
                                              {"MFLOP/s", 1e6},
                                              {"GFLOP/s", 1e9},
                                              {"TFLOP/s", 1e12},
                                              {"GFLOPS", 1e9}}};
constexpr std::array<Scale, 5> kRates = {
    {{"1/s", 1}, {"items/s", 1}, {"messages/s", 1}, {"k/s", 1e3}, {"M/s", 1e6}}};
constexpr double kGiga = 1e9;

template <std::size_t N>
const Scale* find(const std::array<Scale, N>& scales, std::string_view name) {
  for (const Scale& scale : scales)
    if (scale.name == name) return &scale;
  return nullptr;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view name) {
  if (const Scale* scale = find(kTimes, name)) return Unit{scale->factor, false, 1, "latency"};
  if (const Scale* scale = find(kBandwidths, name)) return Unit{scale->factor, true, kGiga, "bandwidth"};
  if (const Scale* scale = find(kFlopRates, name)) return Unit{scale->factor, true, kGiga, "flop_rate"};
  if (const Scale* scale = find(kRates, name)) return Unit{scale->factor, true, 1, "message_rate"};
  return std::nullopt;
}

std::string unit_names() {
  std::string names;
  const auto add = [&](const auto& scales) {
    for (const Scale& scale : scales) names += (names.empty() ? "" : ", ") + std::string(scale.name);
  };
  add(kTimes);
  add(kBandwidths);
  add(kFlopRates);
  add(kRates);
  return names;
}

}  // namespace gpubench::results
