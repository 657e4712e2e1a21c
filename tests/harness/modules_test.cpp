#include "harness/modules.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "harness/elf.hpp"
#include "harness/library_search.hpp"
#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class Folder : public testing::Test {
 protected:
  Folder() {
    std::string name = (fs::temp_directory_path() / "gpubench-modules-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Folder() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }

  fs::path folder_;
};
using Elf = Folder;
using Modules = Folder;

/// The beginning of a file that may have some hundred MB.
std::string read_head(const fs::path& path, std::size_t size) {
  std::string head(size, '\0');
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(size));
  return head;
}

std::string read(const fs::path& path) {
  return read_head(path, fs::file_size(path));
}

/// A library of this machine, of its kind and some MB.
fs::path c_library() {
  Dl_info info{};
  if (dladdr(dlsym(RTLD_DEFAULT, "gnu_get_libc_version"), &info) == 0)
    throw std::runtime_error("no C library");
  return info.dli_fname;
}

/// This test program, with the name of its C++ library changed to one that nobody has.
std::string program_with_a_missing_library() {
  std::string content = read("/proc/self/exe");
  const std::string name = "libstdc++.so.6", missing = "libstdc++.so.0";
  for (auto at = content.find(name); at != std::string::npos; at = content.find(name, at)) {
    content.replace(at, name.size(), missing);
  }
  return content;
}

TEST_F(Elf, NamesWhatAProgramNeeds) {
  EXPECT_THAT(read_elf_needs("/proc/self/exe").libraries, Contains("libc.so.6"));
}

TEST_F(Elf, RefusesWhatIsNone) {
  EXPECT_THROW(read_elf_needs(folder_ / "absent"), std::runtime_error);
  EXPECT_THROW(
      read_elf_needs(write("text", "This is no library, though it is long enough to hold a header.")),
      std::runtime_error);
  EXPECT_THROW(read_elf_needs(write("empty", "")), std::runtime_error);
}

TEST_F(Elf, RefusesAnotherMachine) {
  std::string content = read_head("/proc/self/exe", 4096);
  content[18] ^= 1;  // e_machine
  EXPECT_THROW(read_elf_needs(write("other", content)), std::runtime_error);
}

TEST_F(Elf, DamageIsRefusedNotBelieved) {
  const std::string content = read_head("/proc/self/exe", 4096);
  for (std::size_t place = 16; place < 1200; place += 3) {
    std::string damaged = content;
    damaged[place] = static_cast<char>(~damaged[place]);
    const fs::path file = write("damaged", damaged);
    try {
      read_elf_needs(file);
    } catch (const std::runtime_error&) {
      continue;
    }
  }
  for (std::size_t length : {1, 20, 63, 64, 500, 1000}) {
    EXPECT_THROW(read_elf_needs(write("cut", content.substr(0, length))), std::runtime_error) << length;
  }
}

TEST_F(Modules, TheLoadersSearchFindsWhatThisProgramLoaded) {
  EXPECT_EQ(LibrarySearch::system().first_missing("/proc/self/exe"), "");
}

TEST_F(Modules, AMissingLibraryIsNamed) {
  const fs::path program = write("program", program_with_a_missing_library());
  EXPECT_EQ(LibrarySearch::system().first_missing(program), "libstdc++.so.0");
  EXPECT_NE(LibrarySearch({}, {}).first_missing("/proc/self/exe"), "");
}

TEST_F(Modules, TheCacheIsReadWithinItsBounds) {
  std::string cache = "glibc-ld.so.cache1.1";
  const auto put = [&](std::uint32_t value) { cache.append(reinterpret_cast<const char*>(&value), 4); };
  put(1);                              // libraries
  put(18);                             // bytes of strings
  for (int i = 0; i < 5; ++i) put(0);  // flags, extension, unused
  for (std::uint32_t value : {0x303u, 72u, 79u, 0u, 0u, 0u}) put(value);
  cache += std::string("liba.1\0/x/liba.1\0", 17);
  EXPECT_THAT(parse_loader_cache(cache)["liba.1"], ElementsAre("/x/liba.1"));
  for (std::size_t length = 0; length < cache.size(); ++length) {
    EXPECT_THAT(parse_loader_cache(cache.substr(0, length))["liba.1"], testing::Not(Contains("/x/liba.1")));
  }
  cache[20] = cache[21] = cache[22] = '\xff';  // millions of libraries
  EXPECT_TRUE(parse_loader_cache(cache).empty());
}

TEST_F(Modules, AManifestWithoutItsLibraryHasAReason) {
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
  benchmarks.push_back(std::make_unique<test::FakeBenchmark>("collectives/all_reduce"));
  write("mpi.cases.json", to_json(make_manifest("mpi", benchmarks)));
  auto modules = find_modules(folder_);
  ASSERT_EQ(modules.size(), 1u);
  EXPECT_EQ(modules[0].name(), "mpi");
  EXPECT_EQ(modules[0].manifest().entries.size(), 1u);
  EXPECT_THAT(modules[0].probe(), HasSubstr("gpubench_mpi.so"));
  EXPECT_FALSE(modules[0].open());
  EXPECT_THAT(modules[0].reason(), HasSubstr("gpubench_mpi.so"));
  EXPECT_EQ(modules[0].open_world(), nullptr);
}

TEST_F(Modules, AnotherBuildIsRefusedBeforeItIsOpened) {
  Manifest manifest = make_manifest("mpi", {});
  manifest.build_id = "0123456789abcdef";
  Module module(folder_ / "gpubench_mpi.so", manifest);
  EXPECT_THAT(module.probe(), AllOf(HasSubstr("another build"), HasSubstr("0123456789abcdef")));
  EXPECT_FALSE(module.open());
  EXPECT_THAT(module.reason(), HasSubstr("another build"));
}

TEST_F(Modules, ADamagedManifestIsAModuleWithAReason) {
  write("blas.cases.json", "{\"module\": ");
  write("notes.txt", "no module");
  auto modules = find_modules(folder_);
  ASSERT_EQ(modules.size(), 1u);
  EXPECT_EQ(modules[0].name(), "blas");
  EXPECT_THAT(modules[0].probe(), HasSubstr("blas.cases.json"));
  EXPECT_FALSE(modules[0].open());
}

TEST_F(Modules, ALibraryThatIsNoModuleIsRefused) {
  // Any library of the system will do: it has no gpubench_module.
  Module module("libm.so.6", make_manifest("maths", {}));
  EXPECT_FALSE(module.open());
  EXPECT_THAT(module.reason(), HasSubstr("gpubench_module"));
}

TEST_F(Modules, AMissingLibraryIsTheReasonInOneLine) {
  Module module(write("gpubench_x.so", program_with_a_missing_library()), make_manifest("x", {}));
  EXPECT_THAT(module.probe(), StartsWith("libstdc++.so.0 is not found"));
  EXPECT_FALSE(module.open());
  EXPECT_THAT(module.reason(), StartsWith("libstdc++.so.0 is not found"));
}

TEST_F(Modules, ARequiredLibraryIsLookedForBeforeTheModuleIsOpened) {
  constexpr RequiredLibrary absent[] = {{"libc.so.6", "no C library"},
                                        {"libabsent.so.7", "no such driver"},
                                        {"libabsent.so.8", "not told"},
                                        {nullptr, nullptr}};
  // A library that could be opened, but is no module: the reason shows that it was not.
  Module module("libm.so.6", make_manifest("maths", {}, absent));
  EXPECT_EQ(module.probe(), "no such driver (libabsent.so.7 is not found)");
  EXPECT_FALSE(module.open());
  EXPECT_EQ(module.reason(), "no such driver (libabsent.so.7 is not found)");
}

TEST_F(Modules, ARequiredLibraryThatIsThereIsNoHindrance) {
  constexpr RequiredLibrary there[] = {{"libc.so.6", "no C library"}, {nullptr, nullptr}};
  Module module(write("gpubench_x.so", read("/proc/self/exe")), make_manifest("x", {}, there));
  EXPECT_EQ(module.probe(), "");
  Module none("libm.so.6", make_manifest("maths", {}, there));
  EXPECT_FALSE(none.open());
  EXPECT_THAT(none.reason(), HasSubstr("gpubench_module"));  // it went on to open it
}

TEST_F(Modules, ANameIsSearchedAsTheLoaderWould) {
  fs::copy_file(c_library(), folder_ / "libown.so.1");
  write("libtext.so.1", "no library");
  const LibrarySearch search({folder_.string()}, {{"libcached.so.2", {(folder_ / "libown.so.1").string()}}});
  EXPECT_TRUE(search.finds("libown.so.1"));
  EXPECT_TRUE(search.finds("libcached.so.2"));
  EXPECT_FALSE(search.finds("libtext.so.1"));
  EXPECT_FALSE(search.finds("libown.so"));
}

TEST_F(Modules, EveryDistinctFileOfANameIsFoundTheLoadersFirst) {
  for (const char* name : {"a/libtwin.so.1", "b/libtwin.so.1"}) {
    fs::create_directories((folder_ / name).parent_path());
    fs::copy_file(c_library(), folder_ / name);
  }
  fs::create_directory_symlink(folder_ / "a", folder_ / "link");
  const std::string a = (folder_ / "a").string(), b = (folder_ / "b").string();
  const auto cached =
      std::map<std::string, std::vector<std::string>>{{"libtwin.so.1", {b + "/libtwin.so.1"}}};
  const fs::path real = fs::canonical(folder_);
  EXPECT_THAT(LibrarySearch({a, (folder_ / "link").string(), "/absent"}, cached).find_all("libtwin.so.1"),
              ElementsAre(real / "a/libtwin.so.1", real / "b/libtwin.so.1"));
  EXPECT_THAT(LibrarySearch({b}, cached).find_all("libtwin.so.1"), ElementsAre(real / "b/libtwin.so.1"));
  EXPECT_TRUE(LibrarySearch({a, b}, {}).find_all("libother.so.1").empty());
}

TEST_F(Modules, TheSystemsFoldersComeAfterTheLoadersCache) {
  for (const char* name : {"cached/libtwin.so.1", "system/libtwin.so.1"}) {
    fs::create_directories((folder_ / name).parent_path());
    fs::copy_file(c_library(), folder_ / name);
  }
  const fs::path real = fs::canonical(folder_);
  const LibrarySearch search({}, {{"libtwin.so.1", {(folder_ / "cached/libtwin.so.1").string()}}},
                             {(folder_ / "system").string()});
  EXPECT_THAT(search.find_all("libtwin.so.1"),
              ElementsAre(real / "cached/libtwin.so.1", real / "system/libtwin.so.1"));
  EXPECT_EQ(find_system_folders({"/opt/a", "/usr/lib", "/lib/x86_64-linux-gnu", "/usr/lib"}), 2u)
      << "LD_LIBRARY_PATH may name a folder of the system, too";
  EXPECT_EQ(find_system_folders({"/opt/a"}), 1u);
  EXPECT_EQ(find_system_folders({"/lib", "/usr/lib"}), 0u);
}

TEST_F(Modules, AnAbsentFolderHoldsNone) {
  EXPECT_TRUE(find_modules(folder_ / "absent").empty());
}

TEST_F(Modules, TheEnvironmentNamesTheFolder) {
  setenv("GPUBENCH_MODULES", folder_.c_str(), 1);
  EXPECT_EQ(module_folder(), folder_);
  unsetenv("GPUBENCH_MODULES");
  EXPECT_NE(module_folder(), folder_);
}

}  // namespace
}  // namespace gpubench
