/// VarianceComponents: how much of the spread of a case's times comes from launches, devices, nodes and
/// sites.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gpubench::results {

/// A variance on ln value, never below 0; or why the data can't tell it from another.
struct Component {
  std::optional<double> variance;
  std::string why;  ///< Of none: "not identifiable: one launch a site".
};

/// m of every device in every launch of one site: [launch][device], each device in each launch.
struct CrossedTable {
  std::vector<std::vector<double>> locations;
  std::vector<std::size_t> nodes;  ///< Of each device; empty where not known.
};

struct VarianceComponents {
  Component launch;    ///< Of what all devices of a launch have in common.
  Component device;    ///< Of what a device has in all launches; within its node where `node` is known.
  Component node;      ///< Of what the devices of a node have in common.
  Component site;      ///< Of what a site has beyond its launches, nodes and devices.
  Component residual;  ///< A device's own in one launch, the error of m included.
  /// Share of a component in the sum of those that are known (intraclass correlation); nothing where it is
  /// not known, or nothing varies.
  std::optional<double> share(const Component& component) const;
};

/// Of one site with R launches of K devices, without interaction beyond the residual e:
/// MSe = sum e^2 / ((R-1)(K-1)), MSr = K sum (L_r - mean)^2 / (R-1), MSk = R sum (m_k - mean)^2 / (K-1);
/// var_launch = (MSr - MSe)/K; var_device = (MSk - MSe)/R. Sites are pooled by degrees of freedom: MSe, and
/// the two differences after division. Where a site has one device its launches' variance holds the
/// residual, where it has one launch its devices' does; such sites count only where no site has both.
/// Nodes (3 or more of a site, one with 2 devices): MSk split into between nodes (MSn) and within (MSk(n)):
/// var_device = (MSk(n) - MSe)/R, var_node = (MSn - MSk(n))/(R k0), k0 = (K - sum k_g^2 / K)/(G-1).
/// Sites (3 or more): variance of the sites' means less the mean over sites of what launches, devices and
/// nodes make of it; unbiased however unlike the sites' sizes are.
/// Throws std::invalid_argument where a site has no value, a launch lacks a device, or nodes are of another
/// number.
/// Source: Searle, Casella, McCulloch, Variance Components, ch. 4.
VarianceComponents variance_components(std::span<const CrossedTable> sites);

/// The two devices of a site that lie farthest apart, each by its mean over launches.
struct DeviceGap {
  std::size_t fastest = 0, slowest = 0;  ///< Where values are times: least and greatest.
  double gap = 0;                        ///< Of the means, on ln value.
};
/// Nothing where there is one device. Throws as above.
std::optional<DeviceGap> device_gap(const CrossedTable& site);

inline constexpr std::size_t kLevelsMin = 3;  ///< Nodes or sites: the spread of two says next to nothing.

}  // namespace gpubench::results
