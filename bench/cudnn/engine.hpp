/// Engine: which of its engines cuDNN runs, and what it says of the arithmetic in it. No vendor header.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gpubench {

/// cuDNN's numerical notes by its own numbers. Source: cudnn_graph.h, cudnnBackendNumericalNote_t.
enum class EngineNote {
  tensor_core = 0,
  down_convert_inputs = 1,
  reduced_precision_reduction = 2,
  fft = 3,
  nondeterministic = 4,
  winograd = 5,
  winograd_4x4 = 6,
  winograd_6x6 = 7,
  winograd_13x13 = 8,
  strict_nan = 9,
};

inline constexpr std::array<const char*, 10> kEngineNoteNames = {
    "tensor_core",  "down_convert_inputs", "reduced_precision_reduction",
    "fft",          "nondeterministic",    "winograd",
    "winograd_4x4", "winograd_6x6",        "winograd_13x13",
    "strict_nan"};

struct Engine {
  std::int64_t index = 0;
  std::vector<int> notes;                           ///< Of EngineNote, and what later versions add.
  std::vector<std::pair<int, std::int64_t>> knobs;  ///< Type, by cuDNN's number, and value.
  std::int64_t workspace = 0;

  bool has(EngineNote note) const {
    return std::find(notes.begin(), notes.end(), static_cast<int>(note)) != notes.end();
  }
};

inline bool transforms_inputs(const Engine& engine) {
  return engine.has(EngineNote::fft) || engine.has(EngineNote::winograd) ||
         engine.has(EngineNote::winograd_4x4) || engine.has(EngineNote::winograd_6x6) ||
         engine.has(EngineNote::winograd_13x13);
}

/// Whether it computes what was asked for: no narrower inputs or sums than the type's, and f32 not in tf32,
/// which is what tensor cores make of it.
inline bool keeps_precision(const Engine& engine, bool strict_f32) {
  if (engine.has(EngineNote::reduced_precision_reduction)) return false;
  return !strict_f32 ||
         (!engine.has(EngineNote::tensor_core) && !engine.has(EngineNote::down_convert_inputs));
}

inline std::vector<std::pair<std::string, std::string>> engine_facts(const Engine& engine) {
  std::string knobs, notes;
  for (const auto& [type, value] : engine.knobs) {
    knobs += fmt::format("{}{}={}", knobs.empty() ? "" : " ", type, value);
  }
  for (const int note : engine.notes) {
    const auto place = static_cast<std::size_t>(note);
    notes += notes.empty() ? "" : " ";
    notes += place < kEngineNoteNames.size() ? kEngineNoteNames[place] : fmt::format("note_{}", note);
  }
  return {{"engine", std::to_string(engine.index)},
          {"knobs", knobs},
          {"notes", notes},
          {"workspace", fmt::format("{} B", engine.workspace)},
          {"promise", engine.has(EngineNote::nondeterministic)
                          ? "statistical: the engine says it is nondeterministic"
                          : "identical with one library version, architecture and stream"}};
}

}  // namespace gpubench
