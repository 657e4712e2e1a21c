#include "harness/doctor/libraries.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "harness/doctor/facts.hpp"

namespace gpubench::doctor {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

/// What a set of kernels uses, the widest last. Source: OpenBLAS, kernel/x86_64/KERNEL.* and the names of
/// driver/others/dynamic.c.
enum class Width { sse, avx, avx2, avx512 };
constexpr const char* kCoreOf[] = {"Nehalem", "Sandybridge", "Haswell", "SkylakeX"};

std::optional<Width> width_of_core(const std::string& core) {
  static const std::map<std::string, Width> cores = {
      {"prescott", Width::sse},         {"core2", Width::sse},       {"penryn", Width::sse},
      {"dunnington", Width::sse},       {"nehalem", Width::sse},     {"atom", Width::sse},
      {"opteron", Width::sse},          {"barcelona", Width::sse},   {"bobcat", Width::sse},
      {"sandybridge", Width::avx},      {"bulldozer", Width::avx},   {"piledriver", Width::avx},
      {"steamroller", Width::avx},      {"haswell", Width::avx2},    {"zen", Width::avx2},
      {"excavator", Width::avx2},       {"skylakex", Width::avx512}, {"cooperlake", Width::avx512},
      {"sapphirerapids", Width::avx512}};
  const auto found = cores.find(lower(core));
  return found == cores.end() ? std::nullopt : std::optional(found->second);
}

/// Absent where /proc/cpuinfo has no flags, as on Arm.
std::optional<Width> width_of_processor(const SystemFiles& files) {
  const auto flags = value_of(files.text("/proc/cpuinfo").value_or(""), "flags", ':');
  if (!flags) return std::nullopt;
  const std::string words = " " + *flags + " ";
  const auto has = [&words](std::initializer_list<const char*> names) {
    return std::ranges::all_of(names, [&](const char* name) {
      return words.find(std::string(" ").append(name).append(" ")) != std::string::npos;
    });
  };
  if (has({"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"})) return Width::avx512;
  if (has({"avx2", "fma"})) return Width::avx2;
  return has({"avx"}) ? Width::avx : Width::sse;
}

/// Built for many processors, as Debian's is; one built for a single processor obeys no variable.
bool chooses_kernels(const Readings& readings) {
  return find_fact(readings.facts, "openblas.config").value_or("DYNAMIC_ARCH").find("DYNAMIC_ARCH") !=
         std::string::npos;
}

Finding check_blas(const Readings& readings) {
  const std::string id = "library.blas";
  const auto provider = find_fact(readings.facts, "blas.provider"),
             core = find_fact(readings.facts, "openblas.corename");
  if (!provider) return {id, Result::unknown, "no BLAS library was loaded", ""};
  if (!core) {
    if (find_fact(readings.facts, "blas.name").value_or("") != "reference BLAS")
      return {id, Result::good, *provider + ", which tells of no kernels", ""};
    return {id, Result::warning, "the reference BLAS, which is many times slower than a tuned one",
            "apt-get install libopenblas0-pthread"};
  }
  const char* asked = readings.environment("OPENBLAS_CORETYPE");
  const bool is_asked = asked != nullptr && *asked != '\0';
  if (is_asked && lower(asked) != lower(*core))
    return {id, Result::warning, fmt::format("OpenBLAS runs {} though OPENBLAS_CORETYPE={}", *core, asked),
            "unset OPENBLAS_CORETYPE, or install an OpenBLAS built with DYNAMIC_ARCH that has these kernels"};
  const auto used = width_of_core(*core), possible = width_of_processor(readings.files);
  if (!used || !possible) return {id, Result::good, "OpenBLAS runs its kernels for " + *core, ""};
  if (*used < *possible) {
    const std::string wider = kCoreOf[static_cast<int>(*possible)];
    return {id, Result::warning,
            fmt::format("OpenBLAS runs its kernels for {}{}, this processor could do more: {}'s", *core,
                        is_asked ? ", as OPENBLAS_CORETYPE says" : "", wider),
            chooses_kernels(readings)
                ? "export OPENBLAS_CORETYPE=" + wider
                : "apt-get install libopenblas0-pthread, which has the kernels of all processors"};
  }
  return {id, Result::good, "OpenBLAS runs its kernels for " + *core, ""};
}

Findings check_copies(const Readings& readings) {
  Findings findings;
  for (const LibraryCopies& copies : readings.copies) {
    if (copies.files.size() < 2) continue;
    const std::vector<std::string> others(copies.files.begin() + 1, copies.files.end());
    findings.push_back({"library.copies." + copies.name, Result::warning,
                        fmt::format("{} is first on the loader's path, there is also {}",
                                    copies.files.front(), fmt::join(others, ", ")),
                        "take the folder of the one that is not meant out of LD_LIBRARY_PATH or "
                        "/etc/ld.so.conf.d, then ldconfig"});
  }
  if (findings.empty())
    findings.push_back({"library.copies", Result::good,
                        fmt::format("one each of {} libraries", readings.copies.size()), ""});
  return findings;
}

/// What stands before the version: "Open MPI", "MPICH"; nothing of a mere version.
std::string product_name(const std::string& text) {
  return text.substr(0, text.find_first_of("0123456789"));
}

Finding check_version(const std::string& library, const std::string& compiled, const std::string& loaded) {
  const std::string id = "library.version." + library;
  const std::string evidence =
      fmt::format("compiled against {}, loaded {}", compiled, loaded.substr(0, loaded.find_first_of(",\n")));
  const auto built = version_numbers(compiled), found = version_numbers(loaded);
  if (built.empty() || found.empty()) return {id, Result::unknown, evidence, ""};
  const bool same_product = loaded.starts_with(trim(product_name(compiled)));
  if (same_product && found.front() == built.front() && found >= built)
    return {id, Result::good, evidence, ""};
  return {id, Result::warning, evidence,
          fmt::format("put the folder of {} {} first on LD_LIBRARY_PATH, or build again here", library,
                      compiled)};
}

/// A module runs on a library as new as its own header or newer, of the same first number.
Findings check_versions(const Readings& readings) {
  struct Facts {
    const char *library, *compiled, *loaded;
  };
  constexpr Facts kFacts[] = {{"mpi", "mpi.compiled", "mpi.library"},
                              {"cublas", "cublas.compiled", "cublas.loaded"},
                              {"cufft", "cufft.compiled", "cufft.loaded"},
                              {"cudnn", "cudnn.compiled", "cudnn.loaded"},
                              {"nccl", "nccl.compiled", "nccl.loaded"}};
  Findings findings;
  for (const Facts& facts : kFacts) {
    const auto compiled = find_fact(readings.facts, facts.compiled),
               loaded = find_fact(readings.facts, facts.loaded);
    if (compiled && loaded) findings.push_back(check_version(facts.library, *compiled, *loaded));
  }
  return findings;
}

}  // namespace

Findings check_libraries(const Readings& readings) {
  Findings findings = {check_blas(readings)};
  for (const auto& check : {check_copies, check_versions})
    for (Finding& finding : check(readings)) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace gpubench::doctor
