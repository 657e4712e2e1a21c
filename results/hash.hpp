/// SHA-256 over result contents, independent of chunks and filters: (path, type, shape, little-endian bytes,
/// sorted attributes). SCHEMA.md gives the exact byte sequence.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

/// Incremental SHA-256 (OpenSSL).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void update(std::span<const std::byte> bytes);
  void update(std::string_view text);
  /// 64 hexadecimal digits; the object is spent.
  std::string finish();

 private:
  void* context_;
};

std::string sha256_hex(std::string_view text);

/// Over a case's contents, hash field left out.
std::string content_hash(const Case& c);
/// Over a launch's own fields (hash left out) and its cases' hashes, sorted.
std::string content_hash(const Launch& launch, std::vector<std::string> case_hashes);
/// Of a file: over the sorted launch hashes.
std::string content_hash(std::vector<std::string> launch_hashes);

}  // namespace gpubench::results
