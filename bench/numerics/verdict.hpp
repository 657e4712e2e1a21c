/// Verdict: what checking an output found.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace gpubench {

/// From best to worst. unchecked is for records without a measurement, never for a measured case.
enum class Correctness { identical, statistical, bounded, wrong, unchecked };

const char* to_string(Correctness correctness);

/// 128 bits that do not depend on the order or sharding of the elements: parts of ranks add (mod 2^64 each).
struct Digest {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  friend bool operator==(const Digest&, const Digest&) = default;
  friend Digest operator+(Digest a, Digest b) { return {a.first + b.first, a.second + b.second}; }
};

/// 32 hexadecimal digits.
std::string to_string(const Digest& digest);

struct Verdict {
  Correctness correctness = Correctness::unchecked;
  std::string family;         ///< "E" (exact integers), "R" (rounded), "arrival" (operations without output)
  std::uint64_t checked = 0;  ///< Elements compared with the reference.
  std::uint64_t total = 0;    ///< Elements of the output.
  double eta_max = 0;         ///< 0 where every element is exact.
  double eta_p999 = 0;
  std::uint64_t ulp_max = 0;
  double relative_frobenius = 0;  ///< |y - ref|_F / |ref|_F over the checked elements.
  std::uint64_t worst_index = 0;  ///< Row-major global index of the element with the largest eta.
  std::optional<Digest> digest;   ///< This rank's part, over global indices; none where it has no output.
  bool replicated = false;  ///< Every rank holds the same output: digests must be equal, and do not add.
  std::string sha256;       ///< Of the ordered buffer, where one rank holds it whole; else empty.
  std::string detail;       ///< For wrong: what and where, in words. Else empty.
};

}  // namespace gpubench
