#include "bench/api/communicator.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "bench/api/axes.hpp"

namespace gpubench {

std::size_t size_of(DataType type) {
  switch (type) {
    case DataType::f16:
    case DataType::bf16:
      return 2;
    case DataType::f32:
    case DataType::s32:
      return 4;
    case DataType::f64:
      return 8;
  }
  throw std::invalid_argument(fmt::format("size_of: no data type {}", static_cast<int>(type)));
}

const char* to_string(DataType type) {
  switch (type) {
    case DataType::f16:
      return "f16";
    case DataType::bf16:
      return "bf16";
    case DataType::f32:
      return "f32";
    case DataType::f64:
      return "f64";
    case DataType::s32:
      return "s32";
  }
  return "unknown";
}

DataType parse_data_type(std::string_view text) {
  for (const DataType type : {DataType::f16, DataType::bf16, DataType::f32, DataType::f64, DataType::s32}) {
    if (text == to_string(type)) return type;
  }
  throw std::invalid_argument(fmt::format("'{}' is no data type: write f16, bf16, f32, f64 or s32", text));
}

std::size_t element_size(const Axes& axes) {
  return size_of(parse_data_type(axes.text("type")));
}

const char* to_string(Reduction reduction) {
  switch (reduction) {
    case Reduction::sum:
      return "sum";
    case Reduction::max:
      return "max";
  }
  return "unknown";
}

Reduction parse_reduction(std::string_view text) {
  for (const Reduction reduction : {Reduction::sum, Reduction::max}) {
    if (text == to_string(reduction)) return reduction;
  }
  throw std::invalid_argument(fmt::format("'{}' is no reduction: write sum or max", text));
}

Meeting World::meet(std::string_view text, Seconds) {
  return {all_gather(text), {}};
}

}  // namespace gpubench
