#include "results/hash.hpp"

#include <gtest/gtest.h>

#include "results/fields.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

TEST(Sha256, AgreesWithTheStandardsExample) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 parts;
  parts.update("a");
  parts.update("bc");
  EXPECT_EQ(parts.finish(), sha256_hex("abc"));
}

/// Changes a member to another value of its type.
struct Change {
  void operator()(std::string& value) const { value += 'x'; }
  void operator()(Axes& value) const { value.emplace_back("new", "1"); }
  void operator()(bool& value) const { value = !value; }
  void operator()(Status& value) const { value = Status::failed; }
  template <class T>
  void operator()(T& value) const {
    value += 1;
  }
};

TEST(CaseHash, ChangesWithEveryMember) {
  const Case original = examples::measured();
  int members = 0;
  each_case_field(original, [&](const char*, const auto&) { ++members; });
  for (int changed = 0; changed < members; ++changed) {
    Case c = original;
    int i = 0;
    const char* name = "";
    each_case_field(c, [&](const char* field, auto& value) {
      if (i++ != changed) return;
      name = field;
      Change{}(value);
    });
    EXPECT_NE(content_hash(c), original.hash) << name;
  }
}

TEST(CaseHash, ChangesWithEveryMatrixButNotWithItself) {
  const Case original = examples::measured();
  for (auto matrix : {&Case::samples, &Case::starts, &Case::warm_up}) {
    Case c = original;
    (c.*matrix).values.back() += 1;
    EXPECT_NE(content_hash(c), original.hash);
  }
  Case c = original;
  c.disturbances["steal_ns"].values.front() += 1;
  EXPECT_NE(content_hash(c), original.hash);
  c = original;
  c.telemetry["times"].values.front() += 1;
  EXPECT_NE(content_hash(c), original.hash);
  c = original;
  c.participants.back() += 1;
  EXPECT_NE(content_hash(c), original.hash);
  c = original;
  c.hash = "another";
  EXPECT_EQ(content_hash(c), original.hash);
}

TEST(LaunchHash, TakesCasesInAnyOrderAndRowsInTheirs) {
  Launch launch = examples::launch();
  const std::string hash = content_hash(launch, {"a", "b"});
  EXPECT_EQ(content_hash(launch, {"b", "a"}), hash);
  EXPECT_NE(content_hash(launch, {"a", "c"}), hash);
  std::swap(launch.ranks[0], launch.ranks[1]);
  EXPECT_NE(content_hash(launch, {"a", "b"}), hash);
}

TEST(Identity, IsOfWhatIsComparedAndNothingElse) {
  const Case original = examples::measured();
  // printf '["memory/triad","host",[["type","f64"],["working_set","1MiB"]],"device",2,7]' | sha256sum | cut
  // -c-16
  EXPECT_EQ(original.id, "8d7a0303d44ab54a");
  Case c = original;
  c.facts = {{"provider", "another"}};
  c.samples = {};
  c.participants = {5, 6};
  EXPECT_EQ(identity_of(c), original.id);
  c.batch = 8;
  EXPECT_NE(identity_of(c), original.id);
  c = original;
  c.participants.push_back(9);
  EXPECT_NE(identity_of(c), original.id);
  c = original;
  c.axes[0].second = "f32";
  EXPECT_NE(identity_of(c), original.id);
}

TEST(Ulid, IsRecognisedAndNothingElseIs) {
  const std::string ulid = make_ulid();
  EXPECT_TRUE(is_ulid(ulid));
  EXPECT_NE(make_ulid(), ulid);
  EXPECT_FALSE(is_ulid(ulid.substr(1)));
  EXPECT_FALSE(is_ulid("0123456789ABCDEFGHIJKLMNOP"));  // I, L and O are no digits
}

TEST(Status, ComesBackFromItsWord) {
  EXPECT_EQ(parse_status(to_string(Status::skipped)), Status::skipped);
  EXPECT_ANY_THROW(parse_status("passed"));
}

}  // namespace
}  // namespace gpubench::results
