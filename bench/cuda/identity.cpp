#include "bench/cuda/identity.hpp"

#include <fmt/format.h>

#include "bench/numerics/digest.hpp"

namespace gpubench {

std::string uuid_text(std::span<const std::byte, 16> uuid) {
  std::string text = "GPU";
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    // RFC 4122: groups of 4, 2, 2, 2 and 6 bytes.
    if (i == 0 || i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", std::to_integer<unsigned>(uuid[i]));
  }
  return text;
}

std::string device_identity(const std::string& uuid) {
  return sha256_of(std::as_bytes(std::span(uuid))).substr(0, 12);
}

}  // namespace gpubench
