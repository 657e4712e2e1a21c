/// Links: a device's NVLinks, one by one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/nvml/library.hpp"

namespace gpubench::nvml {

struct Link {
  unsigned number = 0;
  bool active = false;
  std::optional<unsigned> version;  ///< NVML's number of the link's protocol generation.
  enum class Remote { gpu, nvswitch, other } remote = Remote::other;
  std::string remote_bus;  ///< "00000000:1B:00.0"; empty where it is not told. Never written to a file.
};

/// The links this device has, in the order of their numbers; none on a device without NVLink.
std::vector<Link> read_links(const Functions& functions, Device device);

/// "18 of 18 active", "17 of 18 active, down: 5"; nothing where there are no links.
std::optional<std::string> links_text(const std::vector<Link>& links);

}  // namespace gpubench::nvml
