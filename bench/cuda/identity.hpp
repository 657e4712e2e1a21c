/// Identity of a device: equal in every process and container that sees it, and telling nobody its UUID.
#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace gpubench {

/// "GPU-1b9a4f34-..." as nvidia-smi -L prints it, from the 16 bytes that the CUDA runtime gives.
std::string uuid_text(std::span<const std::byte, 16> uuid);

/// The first 12 hex digits of the SHA-256 of that text.
std::string device_identity(const std::string& uuid);

}  // namespace gpubench
