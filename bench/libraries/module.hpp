/// What the modules of libraries share: they say what failed, and let nothing be thrown out of them.
#pragma once
#include <fmt/format.h>

#include <exception>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"

namespace gpubench {

using BenchmarkMaker = std::unique_ptr<Benchmark> (*)();

/// What ModuleInfo::register_benchmarks returns: null, or `failure` where one can't be made.
inline const char* register_all(Registrar& registrar, const char* failure,
                                std::initializer_list<BenchmarkMaker> makers) noexcept {
  try {
    for (const BenchmarkMaker make : makers) registrar.add(make());
    return nullptr;
  } catch (const std::exception&) {
    return failure;
  }
}

/// What ModuleInfo::library_facts returns: facts(), or none where that throws.
template <class Facts>
std::vector<LibraryFact> facts_or_none(const Facts& facts) noexcept {
  try {
    return facts();
  } catch (const std::exception&) {
    return {};
  }
}

/// 130100 -> "13.1.0"; a library's own number, in which a major version counts `major`.
inline std::string version_text(std::size_t version, std::size_t major = 10000) {
  return fmt::format("{}.{}.{}", version / major, version % major / 100, version % 100);
}

/// Of a module over CUDA. What it links is looked for along its own path anyway.
inline constexpr RequiredLibrary kCudaRequired[] = {{"libcuda.so.1", "no CUDA driver"}, {nullptr, nullptr}};

}  // namespace gpubench
