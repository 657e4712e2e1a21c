#include "harness/fingerprint/package_owner.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace gpubench {
namespace {

/// In lower case, "-" for "_", and without "lib" in front, which rpm, conda and Python leave out.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name)
    bare += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return bare.starts_with("lib") ? bare.substr(3) : bare;
}

bool is_companion(std::string_view package) {
  constexpr std::array<std::string_view, 8> kEnds = {"-dev",   "-devel", "-dbg",   "-dbgsym",
                                                     "-debug", "-doc",   "-tests", "-common"};
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return package.ends_with(end); });
}

/// A library's name, and how packages that hold it begin where that is something else.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kOthers = {{{"m", "c6"},
                                                                                    {"c", "glibc"},
                                                                                    {"m", "glibc"},
                                                                                    {"c", "musl"},
                                                                                    {"mpi", "openmpi"},
                                                                                    {"mpi", "mpich"},
                                                                                    {"open-rte", "openmpi"},
                                                                                    {"open-pal", "openmpi"},
                                                                                    {"blas", "openblas"},
                                                                                    {"cblas", "openblas"},
                                                                                    {"lapack", "openblas"},
                                                                                    {"hdf5-serial", "hdf5"},
                                                                                    {"dnnl", "onednn"}}};

/// The rest after the library's name: its version, or nothing. After a longer name any word may follow a dash
/// ("fftw3-double3"); after "c" it would make "c-ares" of it.
bool begins_with_library(std::string_view package, std::string_view library) {
  constexpr std::size_t kLongName = 5;
  if (library.empty() || !package.starts_with(library)) return false;
  const std::string_view rest = package.substr(library.size());
  const auto digit = [&](std::size_t place) {
    return place < rest.size() && std::isdigit(static_cast<unsigned char>(rest[place])) != 0;
  };
  return rest.empty() || digit(0) || (rest[0] == '-' && (digit(1) || library.size() >= kLongName));
}

/// "nvidia-cublas-cu13" holds libcublas and libcublasLt.
bool is_wheel_of(std::string_view package, std::string_view library) {
  constexpr std::string_view kFront = "nvidia-";
  if (!package.starts_with(kFront)) return false;
  const std::string_view name = package.substr(kFront.size());
  const std::string_view word = name.substr(0, name.find('-'));
  return word.size() >= 4 && library.starts_with(word);
}

}  // namespace

bool may_own(std::string_view package, std::string_view stem) {
  const std::string_view name = package.substr(0, package.find(':'));  // "libc6:i386"
  if (is_companion(name)) return false;
  const std::string held = bare_name(name), library = bare_name(stem);
  return begins_with_library(held, library) || is_wheel_of(held, library) ||
         std::ranges::any_of(kOthers, [&](const auto& other) {
           return other.first == library && held.starts_with(other.second);
         });
}

}  // namespace gpubench
