#include "results/merge.hpp"

#include <gmock/gmock.h>
#include <hdf5.h>

#include "results/error.hpp"
#include "results/hdf5.hpp"
#include "results/journal.hpp"
#include "results/store.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Merge : public testing::Test {
 protected:
  Merge() {
    synthetic::write(path("a.h5"), synthetic::side("A", 2, true));
    synthetic::write(path("b.h5"), synthetic::side("B", 1, true));
  }
  std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  std::string refusal(const std::vector<std::filesystem::path>& inputs) {
    try {
      merge(inputs, path("study.h5"), false);
    } catch (const Error& error) {
      EXPECT_FALSE(std::filesystem::exists(path("study.h5")));
      return error.what();
    }
    return "";
  }

  /// Opens a published file and spoils it, as nobody should.
  template <class Change>
  void change(const std::string& name, Change&& change) {
    h5_prepare();
    const H5Handle file(H5Fopen(path(name).c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
    ASSERT_GE(file.get(), 0);
    change(file.get());
  }

  examples::Folder folder_;
};

void add_number(hid_t object, const char* name) {
  const H5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const H5Handle attribute(H5Acreate2(object, name, H5T_STD_I32LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose);
  const int value = 42;
  ASSERT_GE(H5Awrite(attribute.get(), H5T_NATIVE_INT, &value), 0);
}

int number_at(const std::filesystem::path& path, const std::string& object, const char* name) {
  const H5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  const H5Handle attribute(H5Aopen_by_name(file.get(), object.c_str(), name, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose);
  int value = 0;
  EXPECT_GE(H5Aread(attribute.get(), H5T_NATIVE_INT, &value), 0) << object << ' ' << name;
  return value;
}

TEST_F(Merge, EveryLaunchAndCaseIsThereAsItWas) {
  merge({path("a.h5"), path("b.h5")}, path("study.h5"), false);
  const auto study = open_results(path("study.h5"));
  EXPECT_THAT(verify_hashes(*study), IsEmpty());
  ASSERT_EQ(study->launches().size(), 3U);
  for (const char* name : {"a.h5", "b.h5"}) {
    const auto part = open_results(path(name));
    for (std::size_t i = 0; i < part->launches().size(); ++i) {
      const auto& launches = study->launches();
      const auto place = std::ranges::find(launches, part->launches()[i].ulid, &Launch::ulid);
      ASSERT_NE(place, launches.end());
      EXPECT_EQ(*place, part->launches()[i]);
      const auto at = static_cast<std::size_t>(place - launches.begin());
      for (const CaseIndex& row : part->index(i))
        EXPECT_EQ(study->read_case(at, row.id), part->read_case(i, row.id));
    }
  }
}

TEST_F(Merge, WhatNoSchemaKnowsIsKept) {
  const std::string ulid = open_results(path("a.h5"))->launches().front().ulid;
  const std::string launch = "launch/" + ulid;
  std::string hash;
  change("a.h5", [&](hid_t file) {
    const H5Handle group(H5Gopen2(file, launch.c_str(), H5P_DEFAULT), H5Gclose);
    add_number(group.get(), "note");
    const H5Handle inner(H5Gcreate2(group.get(), "notes", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
    add_number(inner.get(), "deep");
    add_number(file, "owner");
    const H5Handle outer(H5Gcreate2(file, "appendix", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
    add_number(outer.get(), "page");
  });
  merge({path("a.h5"), path("b.h5")}, path("study.h5"), false);
  EXPECT_EQ(number_at(path("study.h5"), launch, "note"), 42);
  EXPECT_EQ(number_at(path("study.h5"), launch + "/notes", "deep"), 42);
  std::vector<std::string> launches;
  const auto a = open_results(path("a.h5"));
  for (const Launch& one : a->launches()) launches.push_back(one.hash);
  const std::string origin = "merged/" + content_hash(launches);
  EXPECT_EQ(number_at(path("study.h5"), origin, "owner"), 42);
  EXPECT_EQ(number_at(path("study.h5"), origin + "/appendix", "page"), 42);

  // A study is joined like any other file, and keeps what it had joined itself.
  synthetic::write(path("c.h5"), synthetic::side("A", 1, true, 40));
  merge({path("study.h5"), path("c.h5")}, path("more.h5"), false);
  EXPECT_EQ(number_at(path("more.h5"), origin + "/appendix", "page"), 42);
  EXPECT_EQ(open_results(path("more.h5"))->launches().size(), 4U);
}

TEST_F(Merge, ALaunchTwiceIsRefused) {
  EXPECT_THAT(refusal({path("a.h5"), path("b.h5"), path("a.h5")}), HasSubstr("is in "));
}

TEST_F(Merge, TheSameMeasurementsUnderAnotherIdAreRefused) {
  synthetic::Settings other = synthetic::side("B", 1, true).front();
  Launch launch = synthetic::launch(other);
  launch.ulid = make_ulid();
  StoreWriter writer(path("c.h5"));
  writer.begin_launch(launch);
  for (std::size_t i = 0; i < other.cases; ++i) writer.write_case(synthetic::measured(other, i));
  writer.end_launch(launch);
  writer.finish(false);
  EXPECT_THAT(refusal({path("b.h5"), path("c.h5")}), HasSubstr("under another id"));
}

TEST_F(Merge, DamageIsRefused) {
  const std::string launch = "launch/" + open_results(path("b.h5"))->launches().front().ulid;
  change("b.h5", [&](hid_t file) {
    const H5Handle group(H5Gopen2(file, launch.c_str(), H5P_DEFAULT), H5Gclose);
    ASSERT_GE(H5Adelete(group.get(), "seed"), 0);
    const H5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    const H5Handle seed(H5Acreate2(group.get(), "seed", H5T_STD_U64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                        H5Aclose);
    const std::uint64_t another = 8;
    ASSERT_GE(H5Awrite(seed.get(), H5T_NATIVE_UINT64, &another), 0) << h5_message();
  });
  EXPECT_THAT(refusal({path("a.h5"), path("b.h5")}), HasSubstr("b.h5: damaged: "));
}

TEST_F(Merge, ALinkOutOfTheFileIsRefusedWhereverItIs) {
  change("b.h5", [](hid_t file) {
    ASSERT_GE(H5Lcreate_external("/etc/passwd", "/", file, "appendix", H5P_DEFAULT, H5P_DEFAULT), 0);
  });
  EXPECT_THAT(refusal({path("a.h5"), path("b.h5")}), HasSubstr("appendix is a link"));
}

TEST_F(Merge, ALinkDeepInALaunchIsRefused) {
  const std::string ulid = open_results(path("b.h5"))->launches().front().ulid;
  change("b.h5", [&](hid_t file) {
    const H5Handle group(H5Gopen2(file, ("launch/" + ulid + "/case").c_str(), H5P_DEFAULT), H5Gclose);
    const H5Handle notes(
        H5Gcreate2(file, ("launch/" + ulid + "/notes").c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Gclose);
    ASSERT_GE(H5Lcreate_soft("/launch", notes.get(), "up", H5P_DEFAULT, H5P_DEFAULT), 0);
  });
  EXPECT_THAT(refusal({path("a.h5"), path("b.h5")}), HasSubstr("notes/up is a link"));
}

/// A reference to the file's root, as an attribute of that name.
void add_reference(hid_t file, hid_t object, const char* name) {
  const H5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const H5Handle attribute(H5Acreate2(object, name, H5T_STD_REF_OBJ, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose);
  hobj_ref_t reference{};
  ASSERT_GE(H5Rcreate(&reference, file, "/", H5R_OBJECT, -1), 0);
  ASSERT_GE(H5Awrite(attribute.get(), H5T_STD_REF_OBJ, &reference), 0);
}

TEST_F(Merge, AReferenceIsRefusedUnderTheNameOfADimensionsToo) {
  const synthetic::Settings only = synthetic::side("B", 1, true).front();
  const std::string launch = "launch/" + synthetic::ulid_of(only);
  const std::string known = launch + "/case/" + synthetic::measured(only, 0).id;
  synthetic::write(path("clean.h5"), synthetic::side("B", 1, true));
  const auto refused = [&](const std::string& group, const char* attribute) {
    std::filesystem::copy_file(path("clean.h5"), path("b.h5"),
                               std::filesystem::copy_options::overwrite_existing);
    change("b.h5", [&](hid_t spoiled) {
      const H5Handle properties(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
      H5Pset_create_intermediate_group(properties.get(), 1);
      const bool there = H5Lexists(spoiled, group.c_str(), H5P_DEFAULT) > 0;
      const H5Handle object(
          there ? H5Oopen(spoiled, group.c_str(), H5P_DEFAULT)
                : H5Gcreate2(spoiled, group.c_str(), properties.get(), H5P_DEFAULT, H5P_DEFAULT),
          H5Oclose);
      add_reference(spoiled, object.get(), attribute);
    });
    const std::string said = refusal({path("a.h5"), path("b.h5")});
    std::filesystem::remove(path("study.h5"));
    return said;
  };
  const auto names_it = HasSubstr("refers to another object");
  EXPECT_THAT(refused(launch + "/notes", "DIMENSION_LIST"), names_it);
  EXPECT_THAT(refused(launch + "/notes", "REFERENCE_LIST"), names_it);
  EXPECT_THAT(refused(launch, "DIMENSION_LIST"), names_it);
  EXPECT_THAT(refused(known, "samples/DIMENSION_LIST"), names_it);
  EXPECT_THAT(refused(known + "/timeline", "REFERENCE_LIST"), names_it);
  EXPECT_THAT(refused(known + "/rank", "DIMENSION_LIST"), names_it);
  EXPECT_THAT(refused("/", "DIMENSION_LIST"), HasSubstr("an attribute refers to another object"));
  EXPECT_THAT(refused("/appendix", "DIMENSION_LIST"), names_it);
}

TEST_F(Merge, AJournalIsToBeRecoveredFirst) {
  JournalWriter(path("c.journal"), synthetic::launch({}));
  EXPECT_THAT(refusal({path("a.h5"), path("c.journal")}), HasSubstr("gpubench recover"));
}

TEST_F(Merge, AnExistingFileIsKeptUnlessItMayBeReplaced) {
  EXPECT_THROW(merge({path("a.h5")}, path("b.h5"), false), CreateError);
  merge({path("a.h5")}, path("b.h5"), true);
  EXPECT_EQ(open_results(path("b.h5"))->launches().size(), 2U);
}

}  // namespace
}  // namespace gpubench::results
