/// Synthetic: result files of machines that exist only here, for what reads files and asks what differs.
#pragma once
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "results/hash.hpp"
#include "results/store.hpp"

namespace gpubench::results::synthetic {

/// One launch to be made up. Times are 1 ms with a rank's own offset, a launch's and a sample's noise.
struct Settings {
  std::size_t number = 0;  ///< Of the launch: its place in time and the seed of its noise.
  std::size_t cases = 2;
  std::size_t ranks = 8;
  std::size_t samples = 40;
  double slowdown = 0;          ///< On ln time, of all ranks.
  std::int32_t slow_rank = -1;  ///< Slowed by 5 % where there is one.
  double launch_noise = 0.002;  ///< Standard deviation on ln time, of a launch's mean.
  double sample_noise = 0.003;
  std::int64_t pair = -1;
  std::string position;
  std::string site = "lab";
  std::string cpu = "cpu one";
  std::string library = "1.0";
  std::string image;           ///< Digest of the image's facts; empty: not told.
  std::string hosts = "host";  ///< Front of the identities of host and devices.
};

inline std::string ulid_of(const Settings& settings) {
  const std::string digits =
      sha256_hex(settings.site + settings.position + settings.hosts + std::to_string(settings.number));
  std::string ulid = "01";
  for (const char digit : digits.substr(0, 24)) ulid += static_cast<char>(digit >= 'a' ? digit - 32 : digit);
  return ulid;
}

inline Launch launch(const Settings& settings) {
  Launch launch;
  launch.ulid = ulid_of(settings);
  launch.generator = "gpubench 0.1.0";
  launch.build_id = "0123abcd";
  launch.command_line = "gpubench all";
  launch.profile = "quick";
  launch.seed = 7;
  const auto number = static_cast<unsigned>(settings.number);
  launch.start = "2026-01-" + std::to_string(10 + number / 24 % 20) + "T" + (number % 24 < 10 ? "0" : "") +
                 std::to_string(number % 24) + ":00:00.000Z";
  launch.end = launch.start;
  launch.complete = true;
  launch.stop_reason = "finished";
  launch.site = settings.site;
  launch.allocation = "job 1";
  launch.pair = settings.pair;
  launch.position = settings.position;
  launch.planned = static_cast<std::uint32_t>(settings.cases);
  launch.wall = {1, 6, 2, 1};
  launch.wall_seconds = 10;
  for (std::size_t i = 0; i < settings.ranks; ++i)
    launch.ranks.push_back({static_cast<std::int32_t>(i), settings.hosts,
                            settings.hosts + "-device" + std::to_string(i), std::to_string(i),
                            static_cast<std::int32_t>(i), 1});
  const std::string all = "0-" + std::to_string(settings.ranks - 1);
  launch.environment = {{"image", "os.name", "Debian", all},
                        {"loaded", "blas.version", settings.library, all},
                        {"host", "cpu.model", settings.cpu, all},
                        {"device", "host.cpus", "1", all}};
  if (!settings.image.empty()) launch.environment.push_back({"image", "sha256", settings.image, all});
  return launch;
}

/// The number-th case of a launch: memory/case0, memory/case1 ... of scope device.
inline Case measured(const Settings& settings, std::size_t number) {
  Case c;
  c.name = "memory/case" + std::to_string(number);
  c.backend = "host";
  c.axes = {{"type", "f64"}, {"working_set", "1MiB"}};
  c.scope = "device";
  c.batch = 1;
  c.metric = "bandwidth";
  c.across_ranks = "each";
  c.status = Status::measured;
  c.stop_reason = "precise";
  c.work.bytes_read = 1000000;
  c.verification.correctness = "identical";
  c.verification.family = "E";
  c.verification.digest = std::string(32, 'd');
  std::mt19937 random(
      static_cast<unsigned>(1000 * settings.number + number + (settings.position == "B" ? 500 : 0)));
  std::normal_distribution<double> normal;
  const double common = settings.launch_noise * normal(random) + settings.slowdown;
  c.samples = {settings.ranks, settings.samples, {}};
  for (std::size_t rank = 0; rank < settings.ranks; ++rank) {
    c.participants.push_back(static_cast<std::int32_t>(rank));
    const bool slow = static_cast<std::int32_t>(rank) == settings.slow_rank;
    const double own = 0.01 * std::sin(static_cast<double>(rank)) + (slow ? std::log(1.05) : 0);
    for (std::size_t i = 0; i < settings.samples; ++i)
      c.samples.values.push_back(
          static_cast<std::int64_t>(1e6 * std::exp(common + own + settings.sample_noise * normal(random))));
  }
  c.id = identity_of(c);
  return c;
}

/// A file of these launches, of which change(launch, case) may change each case; its id is made afterwards.
template <class Change>
void write(const std::filesystem::path& path, const std::vector<Settings>& launches, Change&& change) {
  StoreWriter writer(path);
  for (const Settings& settings : launches) {
    const Launch one = launch(settings);
    writer.begin_launch(one);
    for (std::size_t i = 0; i < settings.cases; ++i) {
      Case c = measured(settings, i);
      change(settings, c);
      c.id = identity_of(c);
      writer.write_case(c);
    }
    writer.end_launch(one);
  }
  writer.finish(false);
}

inline void write(const std::filesystem::path& path, const std::vector<Settings>& launches) {
  write(path, launches, [](const Settings&, Case&) {});
}

/// `count` launches of one side, in turn with the other side's where `pairs`; `first` is the place in time of
/// the first.
inline std::vector<Settings> side(const std::string& position, std::size_t count, bool pairs,
                                  std::size_t first = 0) {
  std::vector<Settings> launches(count);
  for (std::size_t i = 0; i < count; ++i) {
    launches[i].number = first + 2 * i + (position == "B" ? 1 : 0);
    if (!pairs) continue;
    launches[i].position = position;
    launches[i].pair = static_cast<std::int64_t>(i);
  }
  return launches;
}

}  // namespace gpubench::results::synthetic
