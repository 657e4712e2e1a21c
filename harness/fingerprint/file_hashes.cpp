#include "harness/fingerprint/file_hashes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <span>
#include <utility>

#include "harness/fingerprint/cache_folder.hpp"
#include "results/file_descriptor.hpp"
#include "results/hash.hpp"

namespace gpubench {
namespace {

/// A file that was written so lately may be written again without its times showing it: the kernel's clock
/// for them ticks every few milliseconds, some file systems' every second or two.
constexpr std::int64_t kSettled = 3'000'000'000;

std::int64_t nanoseconds_since_1970() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// Nothing where it can't be read, or was changed meanwhile.
std::optional<std::string> compute(const std::filesystem::path& file, const FileIdentity& identity) {
  const results::FileDescriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (open.get() < 0) return std::nullopt;
  results::Sha256 hash;
  std::vector<std::byte> part(1 << 20);
  for (;;) {
    const ssize_t got = ::read(open.get(), part.data(), part.size());
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    hash.update(std::span(part).first(static_cast<std::size_t>(got)));
  }
  if (identity_of(file) != identity) return std::nullopt;
  return hash.finish();
}

}  // namespace

FileHashes FileHashes::of_this_user(const std::string& host) {
  const auto folder = find_cache_folder(std::getenv);
  return folder ? FileHashes(HashStore(*folder, host)) : FileHashes();
}

std::optional<std::string> FileHashes::sha256(const std::filesystem::path& file) {
  return sha256(std::vector{file}).front();
}

std::vector<std::optional<std::string>> FileHashes::sha256(const std::vector<std::filesystem::path>& files) {
  std::map<FileIdentity, std::filesystem::path> missing;
  std::vector<std::optional<FileIdentity>> identities;
  for (const auto& file : files) {
    identities.push_back(identity_of(file));
    if (identities.back() && !known_.contains(*identities.back())) missing.emplace(*identities.back(), file);
  }
  const auto take = [&](const KnownHashes& hashes) {
    known_.insert(hashes.begin(), hashes.end());
    std::erase_if(missing, [&](const auto& one) { return known_.contains(one.first); });
  };
  if (!missing.empty() && store_) take(store_->load());
  if (!missing.empty()) {
    const auto turn = store_ ? store_->lock() : std::nullopt;
    if (turn) take(store_->load());  // of whoever had it before
    compute_missing(missing);
  }
  std::vector<std::optional<std::string>> hashes;
  for (const auto& identity : identities) {
    const auto found = identity ? known_.find(*identity) : known_.end();
    hashes.push_back(found == known_.end() ? std::nullopt : std::optional(found->second));
  }
  return hashes;
}

void FileHashes::compute_missing(const std::map<FileIdentity, std::filesystem::path>& missing) {
  KnownHashes fresh;
  for (const auto& [identity, file] : missing) {
    const auto hash = compute(file, identity);
    if (!hash) continue;
    known_.emplace(identity, *hash);
    if (identity.changed < nanoseconds_since_1970() - kSettled) fresh.emplace(identity, *hash);
  }
  if (store_ && !fresh.empty()) store_->add(fresh);  // where it can't be kept it is computed again
}

}  // namespace gpubench
