#include "results/hash.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <map>

#include "results/codec.hpp"
#include "results/error.hpp"
#include "results/fields.hpp"

namespace gpubench::results {
namespace {

void checked(int ok, const char* call) {
  if (ok != 1) throw Error(ExitCode::software, std::string(call) + " failed");
}

template <class T>
std::span<const std::byte> bytes_of(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}

/// One hashed thing: type word, shape and little-endian bytes.
struct Entry {
  std::string type;
  std::vector<std::uint64_t> shape;
  std::string bytes;
};

/// Entries by name; std::map gives the byte order of names that SCHEMA.md asks for.
struct Entries {
  std::map<std::string, Entry> by_name;
  std::string prefix;

  void operator()(const char* name, const std::string& value) {
    by_name[prefix + name] = {"utf8", {}, value};
  }
  void operator()(const char* name, const Axes& value) { (*this)(name, pairs_text(value)); }
  void operator()(const char* name, Status value) { (*this)(name, std::string(to_string(value))); }
  void operator()(const char* name, bool value) { add(name, "uint8", std::uint8_t{value}); }
  void operator()(const char* name, std::int32_t value) { add(name, "int32", value); }
  void operator()(const char* name, std::uint32_t value) { add(name, "uint32", value); }
  void operator()(const char* name, std::int64_t value) { add(name, "int64", value); }
  void operator()(const char* name, std::uint64_t value) { add(name, "uint64", value); }
  void operator()(const char* name, double value) { add(name, "float64", value); }

  template <class T>
  void add(const char* name, const char* type, const T& value) {
    by_name[prefix + name] = {type, {}, std::string(reinterpret_cast<const char*>(&value), sizeof value)};
  }
};

void put_number(Sha256& sha, std::uint64_t value) {
  sha.update(bytes_of(value));
}

void put_head(Sha256& sha, std::string_view name, std::string_view type,
              const std::vector<std::uint64_t>& shape, std::uint64_t bytes) {
  put_number(sha, name.size());
  sha.update(name);
  put_number(sha, type.size());
  sha.update(type);
  put_number(sha, shape.size());
  for (const std::uint64_t extent : shape) put_number(sha, extent);
  put_number(sha, bytes);
}

void put(Sha256& sha, const Entries& entries) {
  for (const auto& [name, entry] : entries.by_name) {
    put_head(sha, name, entry.type, entry.shape, entry.bytes.size());
    sha.update(entry.bytes);
  }
}

void put(Sha256& sha, const std::string& path, const Matrix<std::int64_t>& matrix) {
  if (matrix.empty()) return;
  const auto bytes = std::as_bytes(std::span(matrix.values));
  put_head(sha, path, "int64", {matrix.rows, matrix.columns}, bytes.size());
  sha.update(bytes);
}

void put_hashes(Sha256& sha, std::string_view name, std::vector<std::string> hashes) {
  std::sort(hashes.begin(), hashes.end());
  std::string joined;
  for (const std::string& hash : hashes) joined += hash;
  put_head(sha, name, "utf8", {hashes.size()}, joined.size());
  sha.update(joined);
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr) throw std::bad_alloc();
  checked(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr), "EVP_DigestInit_ex");
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_));
}

void Sha256::update(std::span<const std::byte> bytes) {
  checked(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()),
          "EVP_DigestUpdate");
}

void Sha256::update(std::string_view text) {
  update(std::as_bytes(std::span(text.data(), text.size())));
}

std::string Sha256::finish() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  checked(EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), digest, &length), "EVP_DigestFinal_ex");
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

std::string sha256_hex(std::string_view text) {
  Sha256 sha;
  sha.update(text);
  return sha.finish();
}

std::string content_hash(const Case& c) {
  Sha256 sha;
  Entries attributes;
  each_case_field(c, attributes);
  put(sha, attributes);
  const auto ranks = std::as_bytes(std::span(c.participants));
  put_head(sha, "rank", "int32", {c.participants.size()}, ranks.size());
  sha.update(ranks);
  each_matrix(c, [&](const char* name, const auto& matrix) { put(sha, name, matrix); });
  each_named_group(c, [&](const std::string& group, const auto& matrices) {
    for (const auto& [name, matrix] : matrices) put(sha, group + '/' + name, matrix);
  });
  return sha.finish();
}

std::string content_hash(const Launch& launch, std::vector<std::string> case_hashes) {
  Sha256 sha;
  Entries attributes;
  each_launch_field(launch, attributes);
  put(sha, attributes);
  const auto put_rows = [&](const std::string& table, const auto& rows, auto&& each_field) {
    put_number(sha, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Entries row;
      row.prefix = table + '/';
      each_field(rows[i], row);
      put(sha, row);
    }
  };
  put_rows("ranks", launch.ranks, [](const Rank& row, Entries& entries) { each_rank_field(row, entries); });
  put_rows("environment", launch.environment,
           [](const Fact& row, Entries& entries) { each_fact_field(row, entries); });
  put_hashes(sha, "cases", std::move(case_hashes));
  return sha.finish();
}

std::string content_hash(std::vector<std::string> launch_hashes) {
  Sha256 sha;
  put_hashes(sha, "launches", std::move(launch_hashes));
  return sha.finish();
}

}  // namespace gpubench::results
