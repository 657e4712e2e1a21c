#include "harness/fingerprint/build.hpp"

#include <H5public.h>
#include <fmt/format.h>
#include <hwloc.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>

#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "bench/api/registrar.hpp"
#include "harness/fingerprint/privacy.hpp"
#include "results/hdf5.hpp"

namespace gpubench {
namespace {

/// hwloc packs its version as 0x00020900 for 2.9.0.
std::string hwloc_version(unsigned packed) {
  return fmt::format("{}.{}.{}", packed >> 16, (packed >> 8) & 0xff, packed & 0xff);
}

}  // namespace

std::vector<results::Fact> collect_build() {
  FactList facts("image");
  facts.add("gpubench.version", kVersion);
  facts.add("gpubench.build_id", kBuildId);
  const auto objection = Privacy("", "", "").objection("", kCompilerFlags);
  facts.add("build.compiler", objection ? "(left out: " + *objection + ")" : std::string(kCompilerFlags));
  facts.add("build.cuda_architectures", kCudaArchitectures);
  facts.add("build.glibc", fmt::format("{}.{}", __GLIBC__, __GLIBC_MINOR__));
  facts.add("build.hdf5", fmt::format("{}.{}.{}", H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE));
  facts.add("build.openssl", OPENSSL_VERSION_STR);
  facts.add("build.hwloc_api", hwloc_version(HWLOC_API_VERSION));
  facts.add("build.boost", BOOST_LIB_VERSION);
  facts.add("build.fmt",
            fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100));
  facts.add("build.nlohmann_json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR,
                                               NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH));
  return facts.take();
}

std::vector<results::Fact> collect_loaded_versions() {
  FactList facts("loaded");
  results::h5_prepare();  // the first call into HDF5 sets its exit handler
  unsigned major = 0, minor = 0, release = 0;
  if (H5get_libversion(&major, &minor, &release) >= 0)
    facts.add("hdf5", fmt::format("{}.{}.{}", major, minor, release));
  facts.add("openssl", OpenSSL_version(OPENSSL_VERSION_STRING));
  facts.add("hwloc_api", hwloc_version(hwloc_get_api_version()));
  return facts.take();
}

}  // namespace gpubench
