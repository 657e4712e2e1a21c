/// Contrast: how much one side differs from another, and how sure that is. A launch is the unit of
/// replication.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace gpubench::results {

/// Which way a figure is good: times are better lower, rates higher.
enum class Better { lower, higher };

/// Valid samples of one case in one launch: [rank][sample], all > 0; times or rates.
using LaunchSamples = std::vector<std::vector<double>>;

/// m of each rank: interquartile mean of ln(sample). Throws std::invalid_argument where a rank has no sample.
std::vector<double> rank_locations(const LaunchSamples& launch);
/// L of a launch: mean of its ranks' m. Throws std::invalid_argument where there is no rank.
double launch_location(std::span<const double> rank_locations);

/// What earlier pairs of the same build on both sides taught about the spread of a pair's difference.
struct Prior {
  double variance = 0;  ///< Of D, the difference of a pair.
  double freedom = 0;   ///< Its degrees of freedom; counted as kPriorFreedomMax at most.
};

/// A prior weighs no more than so many pairs, however long the ledger: machines change.
inline constexpr double kPriorFreedomMax = 10;

struct Contrast {
  double effect = 0;   ///< ln(worse / better): above 0 the second side is worse; e^effect - 1 is the share.
  double error = 0;    ///< Standard error of the effect, never under the floor.
  double freedom = 0;  ///< Degrees of freedom of error.
  double p = 1;        ///< Two-sided, of no difference, by Student's t.
  std::size_t replicates = 0;  ///< Pairs; unpaired: launches of the side with fewer.
};

/// Below this no error is believed, whatever the samples say: sd of one launch's location, on ln time.
inline constexpr double kErrorFloor = 0.0005;
/// The same where the clock is coarse: max(0.0005, tick / (sqrt(12) median time)).
double error_floor(double tick, double median_time);

/// Launch j of a beside launch j of b, run in turn: D_j = L_bj - L_aj, t over j. The prior, where there is
/// one, moderates the variance: s2 <- (d0 s0^2 + df s2) / (d0 + df), df <- df + d0. Sizes are equal, 2 or
/// more pairs; else std::invalid_argument.
Contrast paired_contrast(std::span<const double> a, std::span<const double> b, Better better,
                         std::optional<Prior> prior = std::nullopt, double floor = kErrorFloor);
/// Launches of two sides that have nothing to do with each other: Welch's t with Welch-Satterthwaite's
/// degrees of freedom; 1 where neither side varies. 2 or more launches a side; else std::invalid_argument.
Contrast unpaired_contrast(std::span<const double> a, std::span<const double> b, Better better,
                           double floor = kErrorFloor);
/// One launch beside a ledger of earlier ones: se^2 = s_H^2 (1 + 1/H), df = H - 1. 6 or more in the ledger;
/// else std::invalid_argument.
Contrast ledger_contrast(std::span<const double> ledger, double candidate, Better better,
                         double floor = kErrorFloor);

inline constexpr std::size_t kLedgerMin = 6;

/// Half-width of the two-sided interval of the effect at 1 - 2 tail: t_{df, 1 - tail} error.
double half_width(const Contrast& contrast, double tail);

}  // namespace gpubench::results
