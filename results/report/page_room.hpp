/// PageRoom: how much of everything a page takes, so that its size stays bounded whatever the files hold.
#pragma once
#include <algorithm>
#include <cstddef>

namespace gpubench::results {

/// A browser on a small machine reads a page of this size in about a second, and mail still carries it.
inline constexpr std::size_t kPageBytesMax = 10000000;

struct PageRoom {
  std::size_t points = 200;    ///< Of a distribution.
  std::size_t launches = 100;  ///< Of a case whose distributions are drawn.
  std::size_t cases = 2000;    ///< With a section of their own.
  std::size_t rows = 5000;     ///< Of a table, and points of a figure.

  /// Half of each, but never so little that nothing can be read.
  PageRoom less() const {
    return {std::max<std::size_t>(points / 2, 9), std::max<std::size_t>(launches / 2, 4),
            std::max<std::size_t>(cases / 2, 125), std::max<std::size_t>(rows / 2, 300)};
  }
  friend bool operator==(const PageRoom&, const PageRoom&) = default;
};

}  // namespace gpubench::results
