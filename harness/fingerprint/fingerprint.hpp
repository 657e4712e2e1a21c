/// Fingerprint: the facts of a run's environment, merged over ranks, with a hash for each scope.
/// FINGERPRINT.md explains.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bench/api/registrar.hpp"
#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/file_hashes.hpp"
#include "harness/place.hpp"
#include "harness/system_files.hpp"
#include "results/model.hpp"

namespace gpubench {

/// Whether the names of host and user are kept: a lab may want them in its own records.
enum class Identify { no, yes };

/// This process's facts, sorted by scope and key, ranks empty; extra: what opened modules say of their
/// libraries (scope loaded). Private unless identified: no host name, user, address or serial; a value that
/// may hold one is left out and says so.
std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra, const Place& place,
                                         const SystemFiles& files, FileHashes& hashes,
                                         Identify identify = Identify::no);
/// Of this machine, hashes kept in the user's cache folder.
std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra);

/// Adds the facts of libraries that were opened since; whether there were any.
bool add_new_libraries(std::vector<results::Fact>& facts, FileHashes& hashes, Identify identify);

/// What several ranks say alike; of a rank there may be several.
struct SharedFacts {
  std::vector<int> ranks;
  std::vector<results::Fact> facts;
};

/// As one list: equal facts once, with the ranks that say so ("0-7"); then for each scope that has facts a
/// fact "sha256". Sorted by scope in the order image, loaded, host, device, run, then key.
std::vector<results::Fact> merge_facts(const std::vector<SharedFacts>& groups);
/// Each rank's facts, in rank order.
std::vector<results::Fact> merge_facts(const std::vector<std::vector<results::Fact>>& by_rank);

/// SHA-256 of the canonical JSON of a scope: the array of distinct [key, value], sorted by bytes, without
/// white space; ranks and "sha256" itself left out, so that it does not depend on how many ranks there were.
std::string scope_hash(const std::vector<results::Fact>& facts, const std::string& scope);

/// One line of JSON, for gathering a rank's facts.
std::string facts_to_text(const std::vector<results::Fact>& facts);
/// Throws std::invalid_argument where the text is no list of facts.
std::vector<results::Fact> facts_from_text(const std::string& text);

inline constexpr std::string_view kFingerprintSchema = "gpubench-fingerprint/1";
/// {"schema": ..., "image": {"sha256": ..., "facts": [{"key":, "value":, "ranks":}]}, ...}, indented.
std::string fingerprint_json(const std::vector<results::Fact>& merged);
/// For people: a heading for each scope, a line for each fact, ranks only where not all of them say so.
std::string fingerprint_text(const std::vector<results::Fact>& merged);

}  // namespace gpubench
