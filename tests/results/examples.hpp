/// Examples of cases and launches with every member set, and a folder that goes when the test does.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <random>
#include <string>

#include "results/hash.hpp"
#include "results/model.hpp"
#include "results/ulid.hpp"

namespace gpubench::results::examples {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("gpubench-test-" + make_ulid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Matrix<std::int64_t> matrix(std::size_t rows, std::size_t columns, std::int64_t centre,
                                   unsigned seed) {
  Matrix<std::int64_t> m{rows, columns, {}};
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < rows * columns; ++i)
    m.values.push_back(centre + static_cast<std::int64_t>(random() % 1000));
  return m;
}

inline Case measured(std::size_t ranks = 2, std::size_t samples = 20, unsigned seed = 1) {
  Case c;
  c.name = "memory/triad";
  c.backend = "host";
  c.axes = {{"type", "f64"}, {"working_set", std::to_string(seed) + "MiB"}};
  c.scope = "device";
  for (std::size_t i = 0; i < ranks; ++i) c.participants.push_back(static_cast<std::int32_t>(2 * i + 1));
  c.batch = 7;
  c.order = 3;
  c.metric = "bandwidth";
  c.across_ranks = "each";
  c.ceiling = "memory";
  c.sets_ceiling = true;
  c.status = Status::measured;
  c.stop_reason = "precise";
  c.work = {64, 32, 16.5, 2, 8, "a message \xc3\xa0 rank", 1.75};
  c.verification = {
      "bounded", "R", 10, 20, 0.5, 0.25, 3, 1e-12, 17, std::string(32, 'a'), std::string(64, 'b'), "so"};
  c.wall = {0.1, 0.2, 0.3, 0.4};
  c.facts = {{"threads", "4"}, {"provider", "\"quoted\", \xe2\x82\xac"}};
  c.samples = matrix(ranks, samples, 1000000, seed);
  c.starts = matrix(ranks, samples, 5000000000, seed + 1);
  c.warm_up = matrix(ranks, 5, 1100000, seed + 2);
  for (const char* name :
       {"steal_ns", "switches_involuntary", "switches_voluntary", "faults_minor", "faults_major"})
    c.disturbances[name] = matrix(ranks, samples, 0, seed + 3);
  c.disturbances["clock_khz"] = matrix(ranks, samples, 2400000, seed + 4);
  c.telemetry["times"] = matrix(ranks, 6, 5000000000, seed + 5);
  c.telemetry["clock_sm_mhz"] = matrix(ranks, 6, 1900, seed + 6);
  c.telemetry["clock_sm_mhz"].values.back() = kAbsent;
  c.id = identity_of(c);
  c.hash = content_hash(c);
  return c;
}

inline Case skipped() {
  Case c;
  c.name = "memory/copy";
  c.backend = "cuda";
  c.scope = "world";
  c.reason = "no driver";
  c.id = identity_of(c);
  c.hash = content_hash(c);
  return c;
}

inline Launch launch() {
  Launch l;
  l.ulid = make_ulid();
  l.generator = "gpubench 0.1.0";
  l.build_id = "0123abcd";
  l.command_line = "gpubench all";
  l.profile = "quick";
  l.seed = 0xFFFFFFFFFFFFFFFFU;
  l.start = "2026-01-02T03:04:05Z";
  l.end = "2026-01-02T03:04:35Z";
  l.complete = true;
  l.stop_reason = "finished";
  l.site = "lab";
  l.allocation = "job 7";
  l.pair = 4;
  l.position = "A";
  l.planned = 2;
  l.wall = {1, 2, 3, 4};
  l.wall_seconds = 10.5;
  l.ranks = {{0, "0123456789ab", "ba9876543210", "0-7,16-23", 3, 8}, {1, "0123456789ab", "", "8", -1, 1}};
  l.environment = {{"image", "os", "Debian 12", "0-1"}, {"host", "cpu", "", "0"}};
  return l;
}

}  // namespace gpubench::results::examples
