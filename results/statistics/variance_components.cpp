#include "results/statistics/variance_components.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

/// A sum of squares and its degrees of freedom.
struct Squares {
  double sum = 0;
  double freedom = 0;
  double mean() const { return sum / freedom; }
};

/// One site's means and squares. Squares without freedom are not there.
struct SiteSquares {
  double launches = 0, devices = 0;
  double mean = 0;
  Squares launch, device, residual;
  Squares node, device_in_node;  ///< Of 3 nodes or more, one of 2 devices.
  double node_size = 0;          ///< k0
  double node_weight = 0;        ///< sum k_g^2 / K^2: the share of a node's variance in the site's mean.
  std::size_t nodes = 0;
};

double square(double value) {
  return value * value;
}

std::vector<double> device_means(const CrossedTable& site) {
  std::vector<double> means(site.locations.front().size());
  for (const auto& launch : site.locations)
    for (std::size_t k = 0; k < means.size(); ++k)
      means[k] += launch[k] / static_cast<double>(site.locations.size());
  return means;
}

void require_complete(const CrossedTable& site) {
  const std::size_t devices = site.locations.empty() ? 0 : site.locations.front().size();
  const auto complete = [devices](const std::vector<double>& launch) { return launch.size() == devices; };
  if (devices == 0 || !std::ranges::all_of(site.locations, complete))
    throw std::invalid_argument("statistics: variance components need each device in each launch of a site");
  if (!site.nodes.empty() && site.nodes.size() != devices)
    throw std::invalid_argument("statistics: variance components need the node of each device, or of none");
}

void add_nodes(SiteSquares& squares, const CrossedTable& site, const std::vector<double>& of_devices) {
  std::map<std::size_t, std::vector<double>> nodes;
  for (std::size_t k = 0; k < site.nodes.size(); ++k) nodes[site.nodes[k]].push_back(of_devices[k]);
  squares.nodes = nodes.size();
  if (nodes.size() < kLevelsMin || nodes.size() == of_devices.size()) return;
  double squared_sizes = 0;
  for (const auto& [node, devices] : nodes) {
    const auto size = static_cast<double>(devices.size());
    const double center = mean(devices);
    squares.node.sum += squares.launches * size * square(center - squares.mean);
    for (const double device : devices)
      squares.device_in_node.sum += squares.launches * square(device - center);
    squared_sizes += size * size;
  }
  const auto count = static_cast<double>(nodes.size());
  squares.node.freedom = count - 1;
  squares.device_in_node.freedom = squares.devices - count;
  squares.node_size = (squares.devices - squared_sizes / squares.devices) / (count - 1);
  squares.node_weight = squared_sizes / square(squares.devices);
}

SiteSquares squares_of(const CrossedTable& site) {
  require_complete(site);
  SiteSquares squares;
  const std::vector<double> of_devices = device_means(site);
  squares.launches = static_cast<double>(site.locations.size());
  squares.devices = static_cast<double>(of_devices.size());
  squares.mean = mean(of_devices);
  for (const auto& launch : site.locations) {
    const double center = mean(launch);
    squares.launch.sum += squares.devices * square(center - squares.mean);
    for (std::size_t k = 0; k < of_devices.size(); ++k)
      squares.residual.sum += square(launch[k] - center - of_devices[k] + squares.mean);
  }
  for (const double device : of_devices)
    squares.device.sum += squares.launches * square(device - squares.mean);
  squares.launch.freedom = squares.launches - 1;
  squares.device.freedom = squares.devices - 1;
  squares.residual.freedom = squares.launch.freedom * squares.device.freedom;
  add_nodes(squares, site, of_devices);
  return squares;
}

/// An estimate pooled over sites by degrees of freedom; it may still be below 0.
struct Pooled {
  double sum = 0, freedom = 0;
  void add(double estimate, double its_freedom) {
    sum += estimate * its_freedom;
    freedom += its_freedom;
  }
  std::optional<double> estimate() const { return freedom > 0 ? std::optional(sum / freedom) : std::nullopt; }
};

struct Estimates {
  std::optional<double> residual, launch, device, node, site;
};

/// var_device and var_node of a site whose devices and launches are crossed.
void add_devices(const SiteSquares& one, double residual, Pooled& device, Pooled& node) {
  if (one.node.freedom <= 0)
    return device.add((one.device.mean() - residual) / one.launches, one.device.freedom);
  device.add((one.device_in_node.mean() - residual) / one.launches, one.device_in_node.freedom);
  node.add((one.node.mean() - one.device_in_node.mean()) / (one.launches * one.node_size), one.node.freedom);
}

Estimates estimate_within(std::span<const SiteSquares> sites) {
  Squares residual;
  for (const SiteSquares& one : sites) {
    residual.sum += one.residual.sum;
    residual.freedom += one.residual.freedom;
  }
  Pooled launch, device, node;
  Estimates estimates;
  if (residual.freedom > 0) {
    estimates.residual = residual.mean();
    for (const SiteSquares& one : sites) {
      if (one.residual.freedom <= 0) continue;
      launch.add((one.launch.mean() - *estimates.residual) / one.devices, one.launch.freedom);
      add_devices(one, *estimates.residual, device, node);
    }
  } else {
    for (const SiteSquares& one : sites) {
      if (one.launch.freedom > 0) launch.add(one.launch.mean(), one.launch.freedom);
      if (one.device.freedom > 0) device.add(one.device.mean(), one.device.freedom);
    }
  }
  estimates.launch = launch.estimate();
  estimates.device = device.estimate();
  estimates.node = node.estimate();
  return estimates;
}

/// Variance of the sites' means less the mean of their own variances.
std::optional<double> estimate_sites(std::span<const SiteSquares> sites, const Estimates& within) {
  if (sites.size() < kLevelsMin || !within.launch) return std::nullopt;
  const auto count = static_cast<double>(sites.size());
  double center = 0, spread = 0, own = 0;
  for (const SiteSquares& one : sites) center += one.mean / count;
  for (const SiteSquares& one : sites) {
    spread += square(one.mean - center) / (count - 1);
    own += (*within.launch / one.launches + within.device.value_or(0) / one.devices +
            within.node.value_or(0) * one.node_weight +
            within.residual.value_or(0) / (one.launches * one.devices)) /
           count;
  }
  return spread - own;
}

Component component(const std::optional<double>& estimate, const char* why) {
  if (!estimate) return {std::nullopt, std::string("not identifiable: ") + why};
  return {std::max(0.0, *estimate), {}};
}

const char* why_no_node(std::span<const SiteSquares> sites, bool crossed) {
  const auto most = std::ranges::max(sites, {}, &SiteSquares::nodes).nodes;
  if (most == 0) return "the nodes are not known";
  if (most < kLevelsMin) return "fewer than 3 nodes a site";
  return crossed ? "one device a node" : "one launch a site";
}

}  // namespace

std::optional<double> VarianceComponents::share(const Component& component) const {
  double sum = 0;
  for (const Component* one : {&launch, &device, &node, &site, &residual}) sum += one->variance.value_or(0);
  if (!component.variance || sum <= 0) return std::nullopt;
  return *component.variance / sum;
}

VarianceComponents variance_components(std::span<const CrossedTable> sites) {
  if (sites.empty()) throw std::invalid_argument("statistics: variance components need a site");
  std::vector<SiteSquares> squares;
  for (const CrossedTable& site : sites) squares.push_back(squares_of(site));
  const Estimates within = estimate_within(squares);
  VarianceComponents result;
  result.residual = component(within.residual, "no site has 2 devices in 2 launches");
  result.launch = component(within.launch, "one launch a site");
  result.device = component(within.device, "one device a site");
  result.node = component(within.node, why_no_node(squares, within.residual.has_value()));
  result.site = component(estimate_sites(squares, within),
                          sites.size() < kLevelsMin ? "fewer than 3 sites" : "one launch a site");
  return result;
}

std::optional<DeviceGap> device_gap(const CrossedTable& site) {
  require_complete(site);
  const std::vector<double> means = device_means(site);
  if (means.size() < 2) return std::nullopt;
  const auto [least, greatest] = std::ranges::minmax_element(means);
  return DeviceGap{static_cast<std::size_t>(least - means.begin()),
                   static_cast<std::size_t>(greatest - means.begin()), *greatest - *least};
}

}  // namespace gpubench::results
