// Files from anywhere: each ends in a DataError of one line, without a crash and without a large allocation.
#include <gmock/gmock.h>
#include <hdf5.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>

#include "results/codec.hpp"
#include "results/error.hpp"
#include "results/store.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using examples::Folder;
using nlohmann::json;
using testing::HasSubstr;

/// A small file of one launch and two cases, and where its measured case lies.
class Hostile : public testing::Test {
 protected:
  Hostile() : measured_(examples::measured(2, 100)), skipped_(examples::skipped()) {
    const Launch launch = examples::launch();
    StoreWriter writer(path_);
    writer.begin_launch(launch);
    writer.write_case(measured_);
    writer.write_case(skipped_);
    writer.end_launch(launch);
    writer.finish(true);
    launch_place_ = "/launch/" + launch.ulid;
    case_place_ = launch_place_ + "/case/" + measured_.id;
  }

  /// Opens the file for writing, lets edit spoil it, and gives what reading all of it says.
  std::string spoiled(const std::function<void(hid_t)>& edit) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    edit(file);
    H5Fclose(file);
    return read_all(path_);
  }

  std::string read_all(const std::filesystem::path& path) const {
    try {
      const auto file = open_results(path);
      for (std::size_t i = 0; i < file->launches().size(); ++i)
        for (const CaseIndex& row : file->index(i)) {
          const Case c = file->read_case(i, row.id);
          EXPECT_TRUE(c == measured_ || c == skipped_) << "other content, and nobody noticed";
        }
      return file->warnings().empty() ? "" : file->warnings().front();
    } catch (const DataError& error) {
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
      return error.what();
    }
  }

  /// Puts another dataset in the place of the case's samples (or another one).
  static void replace(hid_t file, const std::string& place, hid_t type, std::vector<hsize_t> extents,
                      hid_t properties) {
    H5Ldelete(file, place.c_str(), H5P_DEFAULT);
    const hid_t space = H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr);
    H5Dclose(H5Dcreate2(file, place.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT));
    H5Sclose(space);
  }

  void set_attribute(hid_t file, const std::string& place, const char* name, hid_t type, const void* value) {
    const hid_t object = H5Oopen(file, place.c_str(), H5P_DEFAULT);
    H5Adelete(object, name);
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, value);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Oclose(object);
  }

  Folder folder_;
  std::filesystem::path path_ = folder_ / "a.h5";
  Case measured_;
  Case skipped_;
  std::string launch_place_;
  std::string case_place_;
};

TEST_F(Hostile, AnUnspoiledFileIsReadWhole) {
  EXPECT_EQ(spoiled([](hid_t) {}), "");
}

TEST_F(Hostile, DimensionsThatTheFileCannotHoldAreNotAllocated) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk[] = {1, 1000};
  H5Pset_chunk(properties, 2, chunk);
  EXPECT_THAT(spoiled([&](hid_t file) {
                replace(file, case_place_ + "/samples", H5T_STD_I64LE, {hsize_t{1} << 31, hsize_t{1} << 31},
                        properties);
              }),
              HasSubstr("larger than any result"));
  H5Pclose(properties);
  EXPECT_THAT(spoiled([&](hid_t file) {
                replace(file, case_place_ + "/samples", H5T_STD_I64LE, {2, hsize_t{1} << 25}, H5P_DEFAULT);
              }),
              HasSubstr("can't come from the 0 stored"));
}

TEST_F(Hostile, ChunksThatAreMissingOrHugeAreRefused) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  hsize_t chunk[] = {2, 100};
  H5Pset_chunk(properties, 2, chunk);
  const auto edit = [&](hid_t file) {
    replace(file, case_place_ + "/samples", H5T_STD_I64LE, {2, 100}, properties);
  };
  EXPECT_THAT(spoiled(edit), HasSubstr("0 of 1 chunks"));
  chunk[1] = 10000000;
  H5Pset_chunk(properties, 2, chunk);
  EXPECT_THAT(spoiled([&](hid_t file) {
                replace(file, case_place_ + "/samples", H5T_STD_I64LE, {2, 10000000}, properties);
              }),
              HasSubstr("chunks are larger"));
  H5Pclose(properties);
}

TEST_F(Hostile, DataOutsideTheFileAreRefused) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(properties, "/etc/passwd", 0, H5F_UNLIMITED);
  EXPECT_THAT(spoiled([&](hid_t file) {
                replace(file, case_place_ + "/samples", H5T_STD_I64LE, {2, 100}, properties);
              }),
              HasSubstr("another file"));
  H5Pclose(properties);
}

TEST_F(Hostile, ForeignFiltersAreRefused) {
  const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk[] = {2, 100};
  H5Pset_chunk(properties, 2, chunk);
  H5Pset_filter(properties, 32015, H5Z_FLAG_OPTIONAL, 0, nullptr);
  EXPECT_THAT(spoiled([&](hid_t file) {
                replace(file, case_place_ + "/samples", H5T_STD_I64LE, {2, 100}, properties);
              }),
              HasSubstr("filter 32015"));
  H5Pclose(properties);
}

TEST_F(Hostile, SoftAndExternalLinksAreNotFollowed) {
  const std::string samples = case_place_ + "/samples";
  EXPECT_THAT(spoiled([&](hid_t file) {
                H5Ldelete(file, samples.c_str(), H5P_DEFAULT);
                H5Lcreate_soft(samples.c_str(), file, samples.c_str(), H5P_DEFAULT, H5P_DEFAULT);
              }),
              HasSubstr("soft or external link"));
  EXPECT_THAT(spoiled([&](hid_t file) {
                H5Ldelete(file, "/launch", H5P_DEFAULT);
                H5Lcreate_external("/etc/passwd", "/launch", file, "/launch", H5P_DEFAULT, H5P_DEFAULT);
              }),
              HasSubstr("soft or external link"));
}

TEST_F(Hostile, AGroupThatHoldsItselfIsRefused) {
  EXPECT_THAT(spoiled([&](hid_t file) {
                H5Lcreate_hard(file, "/launch", file, (case_place_ + "/disturbance/loop").c_str(),
                               H5P_DEFAULT, H5P_DEFAULT);
              }),
              HasSubstr("loop"));
}

TEST_F(Hostile, ATextOfVariableLengthOrOfTheWrongClassIsRefused) {
  const hid_t variable = H5Tcopy(H5T_C_S1);
  H5Tset_size(variable, H5T_VARIABLE);
  const char* text = "memory/triad";
  EXPECT_THAT(spoiled([&](hid_t file) { set_attribute(file, case_place_, "name", variable, &text); }),
              HasSubstr("attribute name is no text"));
  H5Tclose(variable);
  const double number = 7;
  EXPECT_THAT(spoiled([&](hid_t file) { set_attribute(file, case_place_, "name", H5T_IEEE_F64LE, &number); }),
              HasSubstr("attribute name is no text"));
}

TEST_F(Hostile, ALongTextAndOneThatIsNoUtf8AreRefused) {
  const std::string text(2 << 20, 'x');
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, text.size());
  EXPECT_THAT(spoiled([&](hid_t file) { set_attribute(file, case_place_, "name", type, text.data()); }),
              HasSubstr("longer than 1 MiB"));
  H5Tset_size(type, 3);
  EXPECT_THAT(spoiled([&](hid_t file) { set_attribute(file, case_place_, "name", type, "\xed\xa0\x80"); }),
              HasSubstr("not UTF-8"));
  H5Tclose(type);
}

TEST_F(Hostile, ANumberThatIsNoneIsRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(spoiled([&](hid_t file) { set_attribute(file, case_place_, "flop", H5T_IEEE_F64LE, &nan); }),
              HasSubstr("NaN"));
  EXPECT_THAT(spoiled([&](hid_t file) {
                set_attribute(file, case_place_, "flop", H5T_IEEE_F64LE, &measured_.work.flop);
                const std::uint64_t batch = 0;
                set_attribute(file, case_place_, "batch", H5T_STD_U64LE, &batch);
              }),
              HasSubstr("batch"));
}

TEST_F(Hostile, CountsThatDisagreeAreRefused) {
  EXPECT_THAT(
      spoiled([&](hid_t file) { replace(file, case_place_ + "/rank", H5T_STD_I32LE, {0}, H5P_DEFAULT); }),
      HasSubstr("2 rows for 0 participants"));
}

TEST_F(Hostile, RowsWithoutColumnsAreRefusedWhereNoParticipantHasThem) {
  const auto edit = [&](hsize_t rows) {
    return [&, rows](hid_t file) {
      replace(file, launch_place_ + "/case/" + measured_.id + "/timeline/starts", H5T_STD_I64LE, {rows, 0},
              H5P_DEFAULT);
    };
  };
  EXPECT_THAT(spoiled(edit(1000)), HasSubstr("timeline/starts has 1000 rows for 2 participants"));
  EXPECT_THAT(spoiled(edit(2)), HasSubstr("its content is not what its hash says"));
}

TEST_F(Hostile, AJournalsMatrixWithoutValuesIsRefusedToo) {
  // No hash covers it; observers walk samples row by row, and the columns of starts.
  const auto decoded = [&](const char* matrix, std::size_t rows, std::size_t columns) {
    json record = json::from_cbor(encode(skipped_));
    record[1]["participants"] = {0, 1};
    record[1][matrix] = json::array({rows, columns, json::binary({})});
    std::string payload;
    json::to_cbor(record, payload);
    return decode_case(payload, "a.journal").participants.size();
  };
  EXPECT_EQ(decoded("samples", 2, 0), 2U);
  EXPECT_THROW(decoded("samples", 1000, 0), DataError);
  EXPECT_THROW(decoded("timeline/starts", 0, 5), DataError);
}

TEST_F(Hostile, AScaleThatIsNotTheBatchsIsRefused) {
  const double scale = 1e-9;
  EXPECT_THAT(spoiled([&](hid_t file) {
                set_attribute(file, case_place_ + "/samples", "scale_factor", H5T_IEEE_F64LE, &scale);
              }),
              HasSubstr("its scale is not one of a batch of 7"));
}

TEST_F(Hostile, ACaseThatTheIndexDoesNotKnowIsRefused) {
  EXPECT_THAT(spoiled([&](hid_t file) {
                H5Gclose(H5Gcreate2(file, (launch_place_ + "/case/0000000000000000").c_str(), H5P_DEFAULT,
                                    H5P_DEFAULT, H5P_DEFAULT));
              }),
              HasSubstr("rows of cases are not the groups"));
}

TEST_F(Hostile, ANewerSchemaIsNamedWithTheOneThatIsRead) {
  const std::int32_t version = 9;
  EXPECT_THAT(
      spoiled([&](hid_t file) { set_attribute(file, "/", "schema_version", H5T_STD_I32LE, &version); }),
      HasSubstr("schema 9; this program reads schema 1 to 2: use a newer gpubench"));
}

TEST_F(Hostile, FlippedBitsAndCutEndsNeverPassAsOtherContent) {
  std::ifstream in(path_, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(in), {});
  std::mt19937 random(20260102);
  int refused = 0;
  constexpr int kFlips = 500;
  for (int i = 0; i < kFlips; ++i) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
    const auto path = folder_ / "flipped.h5";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    SCOPED_TRACE(at);
    refused += !read_all(path).empty();
  }
  EXPECT_GT(refused, kFlips / 4);  // the rest lies in gaps and in what only other readers use
  for (int i = 0; i < 200; ++i) {
    const auto path = folder_ / "cut.h5";
    const std::size_t size = random() % whole.size();
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    EXPECT_NE(read_all(path), "") << size;
  }
}

}  // namespace
}  // namespace gpubench::results
