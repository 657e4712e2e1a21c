#include "harness/fingerprint/private_words.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

const Privacy kPrivacy("/home/ann", "ann", "node17");

TEST(PrivateWords, WordsThatSayNothingOfAPersonAreKept) {
  EXPECT_EQ(private_words({"run", "memory/*", "--set", "type=f64", "--output=a.h5"}, kPrivacy),
            "gpubench run memory/* --set type=f64 --output=a.h5");
}

TEST(PrivateWords, AHomeFolderGoesAndItsOptionStays) {
  EXPECT_EQ(private_words({"all", "--output=/home/ann/a.h5"}, kPrivacy),
            "gpubench all --output=(left out: a home folder)");
  EXPECT_EQ(private_words({"all", "--output", "/home/ann/a.h5", "--seed", "7"}, kPrivacy),
            "gpubench all --output (left out: a home folder) --seed 7");
}

TEST(PrivateWords, SecretsGoHoweverTheyAreHandedOver) {
  EXPECT_EQ(private_words({"all", "--token=hunter2"}, kPrivacy),
            "gpubench all --token=(left out: its name is that of a secret)");
  EXPECT_EQ(private_words({"all", "--password", "hunter2", "--seed", "7"}, kPrivacy),
            "gpubench all --password (left out: its name is that of a secret) --seed 7");
  EXPECT_EQ(private_words({"MY_TOKEN=hunter2", "--site=https://ann:pw@lab"}, kPrivacy),
            "gpubench MY_TOKEN=(left out: its name is that of a secret) --site=(left out: an address)");
  EXPECT_EQ(private_words({"AKIAIOSFODNN7EXAMPLE=x"}, kPrivacy), "gpubench x");
}

TEST(PrivateWords, NamesOfUsersAndHostsGo) {
  EXPECT_EQ(private_words({"all", "--output", "node17.h5"}, kPrivacy),
            "gpubench all --output (left out: the name of a user or host)");
}

}  // namespace
}  // namespace gpubench
