#include "bench/collectives/point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "bench/numerics/formats.hpp"

namespace gpubench {
namespace {

bool has_placement(const Collective& row) {
  return row.own_block != nullptr && !row.always_in_place;
}

/// What differs from the plain point: f32, sum, out of place, batched.
struct Variant {
  std::string type = "f32", op = "sum", family = "E", placement = "out_of_place", convention = "batch";
};

/// The axis that only devices' collectives have.
constexpr const char* kTransport = "transport";

Axes make_axes(const Collective& row, Bytes size, const Variant& variant) {
  Axes axes{{"type", variant.type}};
  if (row.reduces) axes.set("op", variant.op);
  if (has_families(row)) axes.set("family", variant.family);
  axes.set("size", format_size(size));
  if (has_placement(row)) axes.set("placement", variant.placement);
  axes.set("convention", variant.convention);
  return axes;
}

std::vector<Axes> at_sizes(const Collective& row, const std::vector<Bytes>& sizes, const Variant& variant) {
  std::vector<Axes> points;
  for (const Bytes size : sizes) points.push_back(make_axes(row, size, variant));
  return points;
}

std::vector<Bytes> all_sizes() {
  std::vector<Bytes> sizes;
  for (Bytes size = 8_B; size <= 256_MiB; size = 2 * size) sizes.push_back(size);
  return sizes;
}

void append(std::vector<Axes>& points, std::vector<Axes> more) {
  for (Axes& axes : more) points.push_back(std::move(axes));
}

std::vector<Axes> quick_points(const Collective& row) {
  if (!has_families(row)) return at_sizes(row, {64_KiB}, {});
  std::vector<Axes> points = at_sizes(row, {8_B, 1_MiB}, {});
  append(points, at_sizes(row, {8_B}, {.convention = "osu"}));
  return points;
}

std::vector<Axes> standard_points(const Collective& row) {
  if (!row.main) return at_sizes(row, {64_KiB, 1_MiB}, {});
  std::vector<Axes> points = at_sizes(row, {8_B, 64_KiB, 4_MiB}, {});
  if (has_families(row)) {
    append(points, at_sizes(row, {8_B, 64_KiB, 1_MiB, 4_MiB}, {.convention = "osu"}));
    append(points, at_sizes(row, {1_MiB}, {.family = "R"}));
    append(points, at_sizes(row, {1_MiB}, {.type = "bf16", .family = "R"}));
    append(points, at_sizes(row, {1_MiB}, {.op = "max", .placement = "in_place"}));
  }
  return points;
}

std::vector<Axes> thorough_points(const Collective& row) {
  const std::vector<Bytes> few = {8_B, 64_KiB, 4_MiB};
  std::vector<Axes> points = at_sizes(row, all_sizes(), {});
  append(points, at_sizes(row, all_sizes(), {.convention = "osu"}));
  append(points, at_sizes(row, few, {.type = "f16"}));
  append(points, at_sizes(row, few, {.type = "bf16"}));
  append(points, at_sizes(row, few, {.type = "f64"}));
  append(points, at_sizes(row, few, {.type = "s32"}));
  if (row.reduces) append(points, at_sizes(row, few, {.op = "max"}));
  if (has_families(row)) {
    append(points, at_sizes(row, few, {.family = "R"}));
    append(points, at_sizes(row, few, {.type = "f16", .family = "R"}));
    append(points, at_sizes(row, few, {.type = "bf16", .family = "R"}));
  }
  if (has_placement(row)) {
    append(points, at_sizes(row, few, {.op = row.reduces ? "max" : "sum", .placement = "in_place"}));
  }
  return points;
}

std::vector<Axes> profile_points(const Collective& row, Profile profile) {
  switch (profile) {
    case Profile::quick:
      return quick_points(row);
    case Profile::standard:
      return standard_points(row);
    case Profile::thorough:
      return thorough_points(row);
  }
  return {};
}

AxisDefinition choice(std::string name, std::string meaning, std::vector<std::string> choices) {
  AxisDefinition axis;
  axis.name = std::move(name);
  axis.meaning = std::move(meaning);
  axis.choices = std::move(choices);
  return axis;
}

bool is(const Axes& axes, const char* name, const char* value) {
  return axes.has(name) && axes.text(name) == value;
}

/// Of how many integers of -3..3 every sum is one the type holds: 3 n <= 2^precision.
int exact_ranks_max(DataType type) {
  if (type == DataType::f16) return (1 << kF16.precision) / 3;
  if (type == DataType::bf16) return (1 << kBf16.precision) / 3;
  return (1 << kF32.precision) / 3;
}

}  // namespace

bool has_families(const Collective& row) {
  return row.reduces && row.replicated;
}

std::vector<AxisDefinition> collective_axes(const Collective& row,
                                            const std::vector<std::string>& transports) {
  AxisDefinition size;
  size.name = "size";
  size.kind = AxisDefinition::Kind::size;
  size.size_min = 4_B;
  size.size_max = 64_GiB;
  size.meaning = kMessageSizeMeaning;

  std::vector<AxisDefinition> axes{
      choice("type", "Type of the elements.", {"f32", "f16", "bf16", "f64", "s32"})};
  if (row.reduces) axes.push_back(choice("op", "How ranks' elements are combined.", {"sum", "max"}));
  if (has_families(row)) {
    axes.push_back(choice(
        "family", "Inputs. E: integers -3..3, added exactly; R: values in (-1, 1), whose sums are rounded.",
        {"E", "R"}));
  }
  axes.push_back(size);
  if (has_placement(row)) {
    axes.push_back(choice("placement", "Whether a rank receives into the buffer it sends.",
                          {"out_of_place", "in_place"}));
  }
  axes.push_back(choice(
      "convention",
      "batch: operations back to back, slowest rank counts; osu: a barrier before each, mean over ranks.",
      {"batch", "osu"}));
  if (!transports.empty()) axes.push_back(transport_axis(transports));
  return axes;
}

std::vector<Axes> collective_points(const Collective& row, const std::vector<std::string>& transports,
                                    Profile profile) {
  std::vector<Axes> points = profile_points(row, profile);
  if (transports.empty()) return points;
  for (Axes& axes : points) axes.set(kTransport, transports.front());
  if (profile == Profile::quick && !has_families(row)) return points;
  for (std::size_t i = 1; i < transports.size(); ++i) {
    points.push_back(make_axes(row, 1_MiB, {}));
    points.back().set(kTransport, transports[i]);
  }
  return points;
}

AxisDefinition transport_axis(const std::vector<std::string>& transports) {
  return choice(kTransport, kTransportMeaning, transports);
}

std::string transport_of(const Axes& axes) {
  return axes.has(kTransport) ? axes.text(kTransport) : "mpi";
}

CollectivePoint read_point(const Collective& row, const Axes& axes, int ranks) {
  CollectivePoint point;
  point.type = parse_data_type(axes.text("type"));
  point.transport = transport_of(axes);
  if (row.reduces) point.reduction = parse_reduction(axes.text("op"));
  if (is(axes, "family", "R")) point.family = Family::rounded;
  point.in_place = row.always_in_place || is(axes, "placement", "in_place");
  point.osu = is(axes, "convention", "osu");
  const bool cut = row.parts && !(point.osu && row.osu_per_rank);
  const std::uint64_t parts = cut ? static_cast<std::uint64_t>(ranks) : 1;
  point.count = std::max<std::uint64_t>(1, axes.size("size").count / (parts * size_of(point.type)));
  return point;
}

std::optional<std::string> point_obstacle(const Collective& row, const Axes& axes, int ranks) {
  const CollectivePoint point = read_point(row, axes, ranks);
  const bool sums = row.reduces && point.reduction == Reduction::sum;
  if (point.family == Family::rounded && (point.type == DataType::f64 || point.type == DataType::s32)) {
    return "family R is for f32, f16 and bf16: f64 adds its values without rounding, and integers have none";
  }
  if (const int most = exact_ranks_max(point.type); sums && point.family == Family::exact && ranks > most) {
    return fmt::format("sums of family E are exact in {} for {} ranks at most", to_string(point.type), most);
  }
  if (!point.in_place || row.always_in_place) return std::nullopt;
  if (ranks == 1) return "in place on one rank changes nothing, so nothing could be checked";
  if (sums) {
    return "a sum in place grows with every repetition and can't be checked; use op=max";
  }
  return std::nullopt;
}

Work collective_work(const Collective& row, const Axes& axes, int ranks) {
  const CollectivePoint point = read_point(row, axes, ranks);
  const Member root{kRoot, ranks};
  const Bytes block{point.count * size_of(point.type)};
  Work work;
  work.read = static_cast<std::uint64_t>(std::max(1, row.send_blocks(root))) * block;
  work.written = static_cast<std::uint64_t>(row.recv_blocks(root)) * block;
  if (point.osu && row.osu_per_rank) {
    work.message = block;
    work.message_meaning = "one rank's part (OSU's size)";
    work.bus_factor = row.bus_factor(ranks) * ranks;
  } else {
    work.message = row.parts ? static_cast<std::uint64_t>(ranks) * block : block;
    work.message_meaning = row.message_meaning;
    work.bus_factor = row.bus_factor(ranks);
  }
  return work;
}

}  // namespace gpubench
