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

TEST(PrivateWords, NamesOfUsersAndHostsGo) {
  EXPECT_EQ(private_words({"all", "--output", "node17.h5"}, kPrivacy),
            "gpubench all --output (left out: the name of a user or host)");
}

}  // namespace
}  // namespace gpubench
