/// The plugin as NCCL calls it: by the exported structures, with descriptors laid out byte by byte as its
/// headers have them.
#include "bench/nccl/profiler.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include <array>
#include <cstring>
#include <filesystem>

#include "bench/nccl/profiler_interface.hpp"
#include "tests/support/opened_module.hpp"

extern "C" {
extern const gpubench::NcclProfilerV4 ncclProfiler_v4;
extern const gpubench::NcclProfilerV5 ncclProfiler_v5;
}

namespace gpubench {
namespace {

/// ncclProfilerEventDescr_v5_t is 112 bytes, _v4_t 104.
class Descriptor {
 public:
  template <class T>
  Descriptor& put(std::size_t offset, T value) {
    std::memcpy(bytes_.data() + offset, &value, sizeof value);
    return *this;
  }
  template <class Event>
  Event* as() {
    return reinterpret_cast<Event*>(bytes_.data());
  }

 private:
  alignas(8) std::array<std::byte, 112> bytes_{};
};

/// Offsets by the compiler from NCCL's own headers.
Descriptor all_reduce(const char* algorithm, const char* protocol, std::uint8_t channels) {
  return Descriptor()
      .put<const char*>(32, "AllReduce")
      .put<std::uint8_t>(80, channels)
      .put(88, algorithm)
      .put(96, protocol);
}

template <class Event, class Profiler>
void tell(const Profiler& profiler, Descriptor descriptor) {
  int some = 0;
  void* handle = &some;
  EXPECT_EQ(profiler.start_event(nullptr, &handle, descriptor.as<Event>()), 0);
  EXPECT_EQ(handle, nullptr) << "NCCL would end the event";
}

TEST(NcclProfiler, AsksForCollectivesAndMessagesOnly) {
  void* context = nullptr;
  int mask = -1;
  EXPECT_EQ(ncclProfiler_v5.init(&context, 1, &mask, nullptr, 1, 2, 0, nullptr), 0);
  EXPECT_EQ(mask, 2 + 4);
  EXPECT_NE(context, nullptr) << "NCCL would not finalize it";
  mask = -1;
  EXPECT_EQ(ncclProfiler_v4.init(&context, &mask, nullptr, 1, 1, 2, 0, nullptr), 0);
  EXPECT_EQ(mask, 2 + 4);
  EXPECT_EQ(ncclProfiler_v5.finalize(context), 0);
  EXPECT_EQ(ncclProfiler_v4.finalize(context), 0);
}

TEST(NcclProfiler, TakesNoteOfACollectiveInBothVersions) {
  nccl_choices().start();
  tell<NcclProfilerEventV5>(ncclProfiler_v5, all_reduce("NVLS", "SIMPLE", 24).put<std::uint64_t>(0, 2));
  tell<NcclProfilerEventV4>(
      ncclProfiler_v4,
      all_reduce("RING", "LL", 3).put<std::uint64_t>(0, ~std::uint64_t{0}).put<std::uint8_t>(0, 2));
  nccl_choices().stop();
  const auto facts = nccl_choices().facts();
  ASSERT_EQ(facts.size(), 4U);
  EXPECT_EQ(facts[0].second, "NVLS (1), RING (1)");
  EXPECT_EQ(facts[1].second, "LL (1), SIMPLE (1)");
  EXPECT_EQ(facts[2].second, "24 (1), 3 (1)");
}

TEST(NcclProfiler, TakesNoteOfAMessage) {
  nccl_choices().start();
  tell<NcclProfilerEventV5>(ncclProfiler_v5, Descriptor().put<std::uint64_t>(0, 4).put<std::uint8_t>(60, 2));
  tell<NcclProfilerEventV4>(ncclProfiler_v4, Descriptor().put<std::uint8_t>(0, 4).put<std::uint8_t>(60, 2));
  nccl_choices().stop();
  ASSERT_EQ(nccl_choices().facts().size(), 4U);
  EXPECT_EQ(nccl_choices().facts()[2].second, "2");
}

TEST(NcclProfiler, GroupsCallsAndTextsThatAreNotThereDoNoHarm) {
  nccl_choices().start();
  for (const std::uint64_t kind : {1U, 256U, 512U, 1024U, 2048U})
    tell<NcclProfilerEventV5>(ncclProfiler_v5, all_reduce("RING", "LL", 1).put(0, kind));
  EXPECT_TRUE(nccl_choices().facts().empty());
  tell<NcclProfilerEventV5>(ncclProfiler_v5, all_reduce(nullptr, nullptr, 1).put<std::uint64_t>(0, 2));
  EXPECT_EQ(nccl_choices().facts().front().second, "unknown");
  EXPECT_EQ(ncclProfiler_v5.stop_event(nullptr), 0);
  EXPECT_EQ(ncclProfiler_v5.record_event_state(nullptr, 24, nullptr), 0);
}

TEST(NcclProfiler, TheModuleExportsBothVersions) {
  if (test::open_module("nccl") == nullptr) GTEST_SKIP() << "built without the module nccl";
  const auto file = std::filesystem::path(GPUBENCH_BINARY_DIR) / "gpubench_nccl.so";
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  ASSERT_NE(library, nullptr);
  for (const char* name : {"ncclProfiler_v4", "ncclProfiler_v5"}) {
    const void* const profiler = dlsym(library, name);
    ASSERT_NE(profiler, nullptr) << name;
    EXPECT_STREQ(*static_cast<const char* const*>(profiler), "gpubench");
  }
}

}  // namespace
}  // namespace gpubench
