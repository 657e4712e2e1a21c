#include "bench/mpi/check.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace gpubench {

void throw_mpi_error(int code, const char* call) {
  std::array<char, MPI_MAX_ERROR_STRING + 1> text{};
  int length = 0;
  const bool known = MPI_Error_string(code, text.data(), &length) == MPI_SUCCESS;
  const auto meaning =
      known ? std::string_view(text.data(), static_cast<std::size_t>(length)) : "unknown error";
  throw std::runtime_error(fmt::format("mpi: {}: {} (code {})", call, meaning, code));
}

void throw_too_many(std::size_t count, const char* call) {
  throw std::length_error(
      fmt::format("mpi: {}: {} elements do not fit MPI's int count; use a smaller size", call, count));
}

}  // namespace gpubench
