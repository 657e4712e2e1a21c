#include "harness/fingerprint/libraries.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "harness/fingerprint/fingerprint.hpp"

namespace gpubench {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

const Privacy kNobody("", "", "");

std::optional<std::string> value_of_key(const std::vector<results::Fact>& facts, const std::string& key) {
  const auto found = std::ranges::find(facts, key, &results::Fact::key);
  return found == facts.end() ? std::nullopt : std::optional(found->value);
}

TEST(Libraries, EveryMappedFileHasItsBuildAndItsHash) {
  FileHashes hashes;
  const auto facts = collect_libraries(hashes, kNobody);
  EXPECT_THAT(value_of_key(facts, "library.libc").value_or(""),
              MatchesRegex("libc\\.so\\.6 build id [0-9a-f]+"));
  for (const char* stem : {"libc", "libstdc++", "ld-linux-x86-64"})
    EXPECT_THAT(value_of_key(facts, std::string("library.") + stem + ".sha256").value_or(""),
                MatchesRegex("[0-9a-f]+"))
        << stem;
  for (const results::Fact& fact : facts) {
    EXPECT_EQ(fact.scope, "loaded");
    EXPECT_THAT(fact.key, Not(HasSubstr("vdso")));
    EXPECT_THAT(fact.value, Not(HasSubstr("/")));
  }
}

TEST(Libraries, TheHashIsOfTheFileTheProcessMapped) {
  Dl_info info{};
  ASSERT_NE(dladdr(reinterpret_cast<void*>(&std::abort), &info), 0);
  FileHashes hashes;
  EXPECT_EQ(
      value_of_key(collect_libraries(hashes, kNobody), "library." + library_stem(info.dli_fname) + ".sha256"),
      hashes.sha256(info.dli_fname));
}

TEST(Libraries, OnesOpenedLaterAreAdded) {
  FileHashes hashes;
  std::vector<results::Fact> facts = collect_libraries(hashes, Privacy::of_this_process());
  EXPECT_FALSE(add_new_libraries(facts, hashes, Identify::no));
  if (value_of_key(facts, "library.libutil")) GTEST_SKIP() << "libutil is there already";
  void* library = dlopen("libutil.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) GTEST_SKIP() << "there is no libutil";
  EXPECT_TRUE(add_new_libraries(facts, hashes, Identify::no));
  EXPECT_THAT(value_of_key(facts, "library.libutil").value_or(""), HasSubstr("libutil.so.1"));
  dlclose(library);
}

TEST(Libraries, OneNamedAfterSomebodyIsThereWithoutItsName) {
  FileHashes hashes;
  const auto facts = collect_libraries(hashes, Privacy("", "libc", ""));
  EXPECT_EQ(value_of_key(facts, "library.libc"), std::nullopt);
  EXPECT_TRUE(value_of_key(facts, "library.left_out"));
  for (const results::Fact& fact : facts) EXPECT_THAT(fact.value, Not(HasSubstr("libc.so"))) << fact.key;
}

TEST(Libraries, StemsEndBeforeTheSuffix) {
  EXPECT_EQ(library_stem("/usr/lib/libopenblas.so.0"), "libopenblas");
  EXPECT_EQ(library_stem("/usr/lib/libpython3.11.so.1.0"), "libpython3.11");
  EXPECT_EQ(library_stem("plugin.bin"), "plugin.bin");
}

}  // namespace
}  // namespace gpubench
