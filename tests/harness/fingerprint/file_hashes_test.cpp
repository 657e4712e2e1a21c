#include "harness/fingerprint/file_hashes.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "harness/fingerprint/cache_folder.hpp"
#include "results/hash.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

// A file that nothing has changed for a while: what was written just now is not kept in a store.
const fs::path kOld = "/etc/os-release";
const std::string kPlanted(64, 'a');

std::string read(const fs::path& path) {
  return SystemFiles().text(path.string()).value_or("");
}

class FileHashesTest : public testing::Test {
 protected:
  FileHashesTest() : folder_(tree_.files().path("/")) {
    fs::permissions(folder_, fs::perms::owner_all);
    if (!identity_of(kOld)) skip_ = true;
  }
  void SetUp() override {
    if (skip_) GTEST_SKIP() << kOld << " is not there";
  }
  HashStore store(const std::string& host = "here") const { return HashStore(folder_, host); }
  fs::path file() const { return folder_ / "file-hashes-here"; }
  /// What is taken from the store, rather than computed, can be told by being wrong.
  void plant() const { ASSERT_TRUE(store().add({{*identity_of(kOld), kPlanted}})); }
  std::optional<std::string> hash() const { return FileHashes(store()).sha256(kOld); }

  CapturedTree tree_;
  fs::path folder_;
  bool skip_ = false;
};

TEST_F(FileHashesTest, AreThoseOfTheContent) {
  EXPECT_EQ(hash(), results::sha256_hex(read(kOld)));
  EXPECT_EQ(FileHashes().sha256(kOld), results::sha256_hex(read(kOld)));
  EXPECT_EQ(FileHashes().sha256("/not/there"), std::nullopt);
  EXPECT_EQ(FileHashes().sha256("/etc"), std::nullopt);
}

TEST_F(FileHashesTest, AreKeptForTheNextProcess) {
  const auto computed = hash();
  EXPECT_EQ(store().load(), (KnownHashes{{*identity_of(kOld), *computed}}));
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  plant();
  EXPECT_EQ(hash(), kPlanted);
  EXPECT_EQ(FileHashes(store("elsewhere")).sha256(kOld), computed);  // numbers of inodes mean nothing there
}

TEST_F(FileHashesTest, AnEntryOfAnotherIdentityIsNotTaken) {
  const auto computed = FileHashes().sha256(kOld);
  for (const auto& change : std::initializer_list<void (*)(FileIdentity&)>{
           [](FileIdentity& one) { ++one.device; }, [](FileIdentity& one) { ++one.inode; },
           [](FileIdentity& one) { ++one.size; }, [](FileIdentity& one) { ++one.modified; },
           [](FileIdentity& one) { ++one.changed; }, [](FileIdentity& one) { ++one.sample; }}) {
    FileIdentity other = *identity_of(kOld);
    change(other);
    fs::remove(file());
    ASSERT_TRUE(store().add({{other, kPlanted}}));
    EXPECT_EQ(hash(), computed);
  }
}

TEST_F(FileHashesTest, AStoreThatOthersCouldWriteIsIgnored) {
  const auto computed = FileHashes().sha256(kOld);
  plant();
  fs::permissions(file(), fs::perms::group_write, fs::perm_options::add);
  EXPECT_EQ(hash(), computed);
  fs::remove(file());
  plant();
  fs::permissions(folder_, fs::perms::others_write, fs::perm_options::add);
  EXPECT_EQ(hash(), computed);
  EXPECT_FALSE(store().add({{*identity_of(kOld), kPlanted}}));
  EXPECT_FALSE(store().lock());
}

TEST_F(FileHashesTest, ALinkInPlaceOfTheStoreIsNotFollowed) {
  const auto computed = FileHashes().sha256(kOld);
  plant();
  fs::rename(file(), folder_ / "elsewhere");
  fs::create_symlink(folder_ / "elsewhere", file());
  EXPECT_EQ(hash(), computed);
}

TEST_F(FileHashesTest, ADamagedStoreIsComputedAgainAndMended) {
  const auto computed = FileHashes().sha256(kOld);
  plant();
  const std::string good = read(file());
  for (const std::string& bad :
       {good.substr(0, good.size() - 2), good.substr(good.find('\n') + 1), std::string(), "\xff" + good,
        std::string(2 << 20, 'x'),
        std::string("gpubench file hashes 2\n1 2 3\n-1 2 3 4 5 6 z\n\n 1 2 3 4 5 6 \n")}) {
    std::ofstream(file()) << bad;
    EXPECT_EQ(hash(), computed) << bad.substr(0, 80);
    EXPECT_EQ(store().load().at(*identity_of(kOld)), computed);
  }
}

// As on squashfs: another build of an image, alike in all that stat(2) says.
TEST_F(FileHashesTest, WithoutAChangeTimeOfItsOwnAFileIsToldByItsContentToo) {
  std::string content(1 << 20, 'x');
  tree_.write("/library", content);
  struct stat status {};
  ASSERT_EQ(stat((folder_ / "library").c_str(), &status), 0);
  const auto identity = [&] { return identity_of(folder_ / "library", status); };
  status.st_ctim.tv_nsec = 1;
  EXPECT_EQ(identity()->sample, 0U);
  status.st_ctim.tv_nsec = 0;
  const auto before = identity();
  EXPECT_EQ(identity(), before);
  for (const std::size_t place : {std::size_t{0}, content.size() / 5, content.size() - 1}) {
    std::string other = content;
    other[place] = 'y';
    tree_.write("/library", other);
    EXPECT_NE(identity(), before) << place;
  }
  fs::remove(folder_ / "library");
  EXPECT_EQ(identity(), std::nullopt);
  tree_.write("/library", "");
  status.st_size = 0;
  EXPECT_EQ(identity()->sample, 0U);
}

TEST_F(FileHashesTest, AStoreNobodyAddedToForLongIsRemoved) {
  const auto age = [&](const fs::path& path, std::chrono::days days) {
    std::ofstream(path) << "x";
    fs::last_write_time(path, fs::file_time_type::clock::now() - days);
  };
  age(folder_ / "file-hashes-booted", std::chrono::days(31));
  age(folder_ / "file-hashes-rested", std::chrono::days(29));
  age(folder_ / "another", std::chrono::days(31));
  plant();
  EXPECT_FALSE(fs::exists(folder_ / "file-hashes-booted"));
  EXPECT_TRUE(fs::exists(folder_ / "file-hashes-rested"));
  EXPECT_TRUE(fs::exists(folder_ / "another"));
}

TEST_F(FileHashesTest, AFileJustWrittenIsNotKept) {
  tree_.write("/fresh", "one");
  EXPECT_EQ(FileHashes(store()).sha256(folder_ / "fresh"), results::sha256_hex("one"));
  EXPECT_TRUE(store().load().empty());
}

TEST_F(FileHashesTest, ThreadsThatAskAtOnceGetTheSame) {
  std::vector<std::optional<std::string>> found(8);
  std::vector<std::thread> ranks;
  for (auto& one : found) ranks.emplace_back([&] { one = hash(); });
  for (std::thread& rank : ranks) rank.join();
  for (const auto& one : found) EXPECT_EQ(one, results::sha256_hex(read(kOld)));
}

TEST_F(FileHashesTest, WhoComesLaterTakesWhatTheFirstFound) {
  auto first = store().lock();
  ASSERT_TRUE(first);
  std::optional<std::string> found;
  std::thread second([&] { found = hash(); });
  // Time for the second to find the store empty and to wait; where it is slower it is not this that is tried.
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  plant();  // what the first one computes while the second waits
  first.reset();
  second.join();
  EXPECT_EQ(found, kPlanted);
}

TEST(CacheFolder, IsTheFirstThatIsPrivate) {
  const CapturedTree tree{{"/cache/x", ""}, {"/home/x", ""}};
  const std::string cache = tree.files().path("/cache"), home = tree.files().path("/home");
  std::map<std::string, std::string> variables = {{"XDG_CACHE_HOME", cache}, {"HOME", home}};
  const auto find = [&] {
    return find_cache_folder([&](const char* name) -> const char* {
      const auto found = variables.find(name);
      return found == variables.end() ? nullptr : found->second.c_str();
    });
  };
  EXPECT_EQ(find(), fs::path(cache) / "gpubench");
  EXPECT_EQ(fs::status(cache + "/gpubench").permissions(), fs::perms::owner_all);
  fs::permissions(cache + "/gpubench", fs::perms::group_write, fs::perm_options::add);
  EXPECT_EQ(find(), fs::path(home) / ".cache/gpubench");
  fs::remove(home + "/.cache/gpubench");
  fs::create_directory_symlink(cache, home + "/.cache/gpubench");
  EXPECT_EQ(find()->parent_path(), "/tmp");
  variables = {{"XDG_CACHE_HOME", "relative"}};
  EXPECT_EQ(find()->parent_path(), "/tmp");
}

}  // namespace
}  // namespace gpubench
