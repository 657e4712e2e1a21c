/// RowCase: an operation on each row of a matrix of a network; its axes "rows" and "columns".
#pragma once
#include <string>
#include <vector>

#include "bench/api/axes.hpp"
#include "bench/dnn/element.hpp"
#include "bench/numerics/row_check.hpp"

namespace gpubench {

struct RowCase {
  ElementType type = ElementType::f32;
  RowShape shape;
};

inline RowCase row_case_of(const Axes& axes) {
  return {parse_element_type(axes.text("type")),
          {static_cast<std::uint64_t>(axes.integer("rows")),
           static_cast<std::uint64_t>(axes.integer("columns"))}};
}

inline Axes row_point(const char* type, RowShape shape) {
  return {{"type", type}, {"rows", std::to_string(shape.rows)}, {"columns", std::to_string(shape.columns)}};
}

}  // namespace gpubench
