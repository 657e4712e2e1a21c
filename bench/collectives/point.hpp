/// CollectivePoint: a collective's axes in numbers, and the points each profile measures.
#pragma once
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/collectives/collective.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {

struct CollectivePoint {
  DataType type = DataType::f32;
  Reduction reduction = Reduction::sum;
  Family family = Family::exact;  ///< Of the inputs, where the operation reduces.
  bool in_place = false;
  bool osu = false;               ///< OSU's convention: of the size, and of time.
  std::size_t count = 1;          ///< Elements of a block.
  std::string transport = "mpi";  ///< See Benchmark::transport.
};

/// Whether the inputs' family is an axis: all_reduce.
bool has_families(const Collective& row);
/// transports: what may carry messages between devices; none on the host, where there is one and no such
/// axis.
std::vector<AxisDefinition> collective_axes(const Collective& row,
                                            const std::vector<std::string>& transports);
/// All of a profile's points over the first transport, of the others one.
std::vector<Axes> collective_points(const Collective& row, const std::vector<std::string>& transports,
                                    Profile profile);
/// The axis "transport" with these choices.
AxisDefinition transport_axis(const std::vector<std::string>& transports);
/// Which data plane this point is measured over.
std::string transport_of(const Axes& axes);
/// The size is rounded down to whole elements of every rank, at least one; CollectivePoint::count is what is
/// moved.
CollectivePoint read_point(const Collective& row, const Axes& axes, int ranks);
/// Where all ranks receive into what they send, in the operations that have both forms.
std::optional<std::string> point_obstacle(const Collective& row, const Axes& axes, int ranks);
/// S is what was moved, not what was asked for.
Work collective_work(const Collective& row, const Axes& axes, int ranks);

}  // namespace gpubench
