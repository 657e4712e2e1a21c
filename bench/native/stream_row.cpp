#include "bench/native/stream_row.hpp"

#include <array>

#include "bench/api/communicator.hpp"
#include "kernels/host/stream_value.hpp"

namespace gpubench {
namespace {

using kernels::StreamOperation;

constexpr std::array<StreamRow, 8> kStreamRows = {{
    {"memory/copy", "a[i] = b[i]", StreamOperation::copy, 1, 1, 2, 0},
    {"memory/mul", "a[i] = s*b[i]", StreamOperation::mul, 1, 1, 2, 1},
    {"memory/add", "a[i] = b[i] + c[i]", StreamOperation::add, 2, 1, 3, 1},
    {"memory/triad", "a[i] = b[i] + s*c[i]", StreamOperation::triad, 2, 1, 3, 2},
    {"memory/nstream", "a[i] += b[i] + s*c[i]", StreamOperation::nstream, 3, 1, 3, 3},
    {"memory/dot", "sum over i of b[i]*c[i]", StreamOperation::dot, 2, 0, 2, 2},
    {"memory/read", "sum over i of b[i]", StreamOperation::read, 1, 0, 1, 1},
    {"memory/write", "a[i] = s", StreamOperation::write, 0, 1, 1, 0},
}};

}  // namespace

std::span<const StreamRow> stream_rows() {
  return kStreamRows;
}

std::size_t stream_count(const StreamRow& row, const Axes& axes) {
  const std::size_t element = size_of(parse_data_type(axes.text("type")));
  return axes.size("working_set").count / (static_cast<std::size_t>(row.arrays) * element);
}

double stream_term(StreamOperation operation, double a, double b, double c) {
  double term = 0;
  kernels::with_operation(operation, [&]<StreamOperation known>() {
    term = kernels::stream_value<known>(a, b, c, double{kStreamScalar});
  });
  return term;
}

}  // namespace gpubench
