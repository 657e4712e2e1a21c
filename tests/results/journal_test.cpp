#include "results/journal.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <thread>

#include "results/error.hpp"
#include "results/store.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using examples::Folder;
using testing::HasSubstr;
using testing::IsEmpty;

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

struct Read {
  Launch launch;
  std::vector<Case> cases;
  JournalHealth health;
};

Read read(const std::filesystem::path& path) {
  Read r;
  r.health = read_journal(path, r.launch, [&](Case&& c) { r.cases.push_back(std::move(c)); });
  return r;
}

TEST(Journal, GivesBackWhatWasAppended) {
  const Folder folder;
  Launch launch = examples::launch();
  const Case first = examples::measured();
  const Case second = examples::skipped();
  {
    JournalWriter writer(folder / "j", launch);
    writer.append(first);
    writer.append(second);
    launch.stop_reason = "interrupted";
    writer.append_end(launch);
  }
  const Read r = read(folder / "j");
  EXPECT_EQ(r.launch, launch);
  EXPECT_THAT(r.cases, testing::ElementsAre(first, second));
  EXPECT_TRUE(r.health.ended);
  EXPECT_EQ(r.health.bytes_ignored, 0U);
  EXPECT_EQ(r.health.damage, "");
}

TEST(Journal, SaysItsTablesAtTheEndOnlyWhereTheyHaveChanged) {
  const Folder folder;
  Launch launch = examples::launch();
  launch.environment.push_back({"loaded", "library.libm", std::string(10'000, 'x'), "0"});
  const auto end_record = [&](const std::string& name, const std::string& added) {
    JournalWriter writer(folder / name, launch);
    const auto began = std::filesystem::file_size(folder / name);
    launch.environment.back().value += added;
    writer.append_end(launch);
    return std::filesystem::file_size(folder / name) - began;
  };
  EXPECT_LT(end_record("same", ""), 2'000U);
  EXPECT_GT(end_record("changed", "y"), 10'000U);
  EXPECT_EQ(read(folder / "changed").launch, launch);
  EXPECT_THAT(read(folder / "same").launch.environment, testing::SizeIs(launch.environment.size()));
}

TEST(Journal, WithoutAnEndTheLaunchDied) {
  const Folder folder;
  { JournalWriter writer(folder / "j", examples::launch()); }
  const Read r = read(folder / "j");
  EXPECT_FALSE(r.health.ended);
  EXPECT_FALSE(r.launch.complete);
  EXPECT_EQ(r.launch.stop_reason, "died");
}

TEST(Journal, CutAnywhereKeepsEveryWholeRecord) {
  const Folder folder;
  const Launch launch = examples::launch();
  std::vector<std::uintmax_t> ends;  // after start, case, case, end
  {
    JournalWriter writer(folder / "j", launch);
    ends.push_back(std::filesystem::file_size(folder / "j"));
    for (unsigned seed : {1U, 2U}) {
      writer.append(examples::measured(1, 2, seed));
      ends.push_back(std::filesystem::file_size(folder / "j"));
    }
    writer.append_end(launch);
    ends.push_back(std::filesystem::file_size(folder / "j"));
  }
  const std::string whole = content(folder / "j");
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    put(folder / "cut", whole.substr(0, cut));
    const auto records =
        static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), cut) - ends.begin());
    if (records == 0) {
      EXPECT_THROW(read(folder / "cut"), DataError) << cut;
      continue;
    }
    const Read r = read(folder / "cut");
    ASSERT_EQ(r.cases.size(), std::min<std::size_t>(records - 1, 2)) << cut;
    ASSERT_EQ(r.health.ended, records == 4) << cut;
    ASSERT_EQ(r.health.bytes_ignored, cut - ends[records - 1]) << cut;
    ASSERT_EQ(r.health.damage.empty(), cut == ends[records - 1]) << cut;
  }
}

TEST(Journal, ATailOfZerosIsNoRecord) {
  const Folder folder;
  const Case kept = examples::measured();
  {
    JournalWriter writer(folder / "j", examples::launch());
    writer.append(kept);
  }
  put(folder / "j", content(folder / "j") + std::string(4096, '\0'));  // as a power loss leaves one
  const Read r = read(folder / "j");
  EXPECT_THAT(r.cases, testing::ElementsAre(kept));
  EXPECT_EQ(r.health.bytes_ignored, 4096U);
}

TEST(Journal, TellsWhetherItIsStillBeingWritten) {
  const Folder folder;
  {
    JournalWriter writer(folder / "j", examples::launch());
    EXPECT_TRUE(is_being_written(folder / "j"));
  }
  EXPECT_FALSE(is_being_written(folder / "j"));
}

TEST(Journal, WaitsForAWriterThatIsAboutToEnd) {
  const Folder folder;
  std::optional<JournalWriter> writer(std::in_place, folder / "j", examples::launch());
  std::thread end([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    writer.reset();
  });
  EXPECT_FALSE(is_being_written(folder / "j", std::chrono::minutes(1)));
  end.join();
}

TEST(Journal, TellsThatItWentWhileItsEndWasWaitedFor) {
  const Folder folder;
  std::optional<JournalWriter> writer(std::in_place, folder / "j", examples::launch());
  std::thread end([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    std::filesystem::remove(folder / "j");
    writer.reset();
  });
  EXPECT_THAT([&] { is_being_written(folder / "j", std::chrono::minutes(1)); },
              testing::ThrowsMessage<InputError>(HasSubstr("was removed meanwhile")));
  end.join();
}

TEST(Journal, WhatFollowsTheEndIsIgnoredWithAWarning) {
  const Folder folder;
  const Launch launch = examples::launch();
  const Case kept = examples::measured();
  JournalWriter writer(folder / "j", launch);
  writer.append(kept);
  writer.append_end(launch);
  const auto end = std::filesystem::file_size(folder / "j");
  writer.append_end(launch);
  writer.append(examples::skipped());
  const Read r = read(folder / "j");
  EXPECT_THAT(r.cases, testing::ElementsAre(kept));
  EXPECT_TRUE(r.health.ended);
  EXPECT_EQ(r.health.bytes_ignored, std::filesystem::file_size(folder / "j") - end);
  EXPECT_THAT(r.health.damage, HasSubstr("after the end"));
  EXPECT_EQ(open_results(folder / "j")->warnings().size(), 1U);
}

TEST(Journal, AFlippedByteEndsItThere) {
  const Folder folder;
  {
    JournalWriter writer(folder / "j", examples::launch());
    writer.append(examples::measured());
  }
  std::string bytes = content(folder / "j");
  bytes[bytes.size() - 5] = static_cast<char>(bytes[bytes.size() - 5] ^ 1);
  put(folder / "j", bytes);
  const Read r = read(folder / "j");
  EXPECT_THAT(r.cases, IsEmpty());
  EXPECT_THAT(r.health.damage, HasSubstr("checksum"));
}

TEST(Journal, AFullDiskCutsBackToTheLastWholeRecord) {
  const Folder folder;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  JournalWriter writer(folder / "j", examples::launch());
  writer.append(examples::measured(1, 2));
  const auto size = std::filesystem::file_size(folder / "j");
  const rlimit small{size + 1000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(writer.append(examples::measured(8, 500)), IoError);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);

  EXPECT_EQ(std::filesystem::file_size(folder / "j"), size);
  writer.append(examples::skipped());
  const Read r = read(folder / "j");
  EXPECT_EQ(r.cases.size(), 2U);
  EXPECT_EQ(r.health.damage, "");
}

TEST(Journal, IsNeverWrittenOverAnother) {
  const Folder folder;
  const JournalWriter writer(folder / "j", examples::launch());
  EXPECT_THROW(JournalWriter(folder / "j", examples::launch()), CreateError);
}

TEST(Journal, ACaseWhoseRowsAreNotItsParticipantsIsRefused) {
  const Folder folder;
  JournalWriter writer(folder / "j", examples::launch());
  Case c = examples::measured();
  c.participants.push_back(99);
  EXPECT_THROW(writer.append(c), DataError);
  c = examples::measured();
  c.reason = "\xff";
  EXPECT_THROW(writer.append(c), DataError);
  c = examples::measured();
  c.work.flop = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(writer.append(c), DataError);
}

TEST(Journal, OpensAsAResultFileAndBecomesOne) {
  const Folder folder;
  const Case c = examples::measured();
  {
    JournalWriter writer(folder / "j", examples::launch());
    writer.append(c);
    writer.append(examples::skipped());
  }
  std::ofstream(folder / "j", std::ios::app) << "17 bytes of noise";

  const auto journal = open_results(folder / "j");
  EXPECT_EQ(journal->kind(), "journal, 2 cases, not ended");
  EXPECT_EQ(journal->warnings().size(), 2U);
  EXPECT_EQ(journal->read_case(0, c.id), c);
  EXPECT_THROW(journal->read_case(0, "0000000000000000"), DataError);
  EXPECT_THAT(verify_hashes(*journal), IsEmpty());

  EXPECT_THAT(build_from_journal(folder / "j", folder / "a.h5", false), HasSubstr("17 bytes"));
  EXPECT_THROW(build_from_journal(folder / "j", folder / "a.h5", false), CreateError);
  const auto file = open_results(folder / "a.h5");
  EXPECT_EQ(file->read_case(0, c.id), c);
  EXPECT_EQ(file->launches()[0].stop_reason, "died");
  EXPECT_THAT(verify_hashes(*file), IsEmpty());
}

TEST(Journal, DeeplyNestedRecordsAreRefusedNotFollowed) {
  const Folder folder;
  { JournalWriter writer(folder / "j", examples::launch()); }
  std::string payload =
      "\x82\x64"
      "case";
  payload.append(5000000, '\x81');
  payload += '\x00';
  EXPECT_THROW(
      {
        Launch launch;
        std::string bytes = content(folder / "j");
        const auto length = static_cast<std::uint32_t>(payload.size());
        bytes.append(reinterpret_cast<const char*>(&length), 4);
        const std::uint32_t crc = [&] {
          std::uint32_t value = 0xFFFFFFFFU;  // CRC-32 bit by bit: an oracle beside zlib's
          for (const char c : payload) {
            value ^= static_cast<unsigned char>(c);
            for (int i = 0; i < 8; ++i) value = (value >> 1) ^ (0xEDB88320U & (0U - (value & 1U)));
          }
          return ~value;
        }();
        bytes.append(reinterpret_cast<const char*>(&crc), 4);
        put(folder / "deep", bytes + payload);
        read_journal(folder / "deep", launch, [](Case&&) {});
      },
      DataError);
}

}  // namespace
}  // namespace gpubench::results
