#include "results/comparison/numeric_class.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::results {
namespace {

using Outputs = std::vector<Output>;

const Output kExact{7, "identical", "aa", 0};
const Output kRounded{7, "statistical", "bb", 0.4};

TEST(NumericClass, EqualDigestsOfEqualInputsAreIdentical) {
  EXPECT_EQ(numeric_class(Outputs{kRounded}, Outputs{kRounded, kRounded}), NumericClass::identical);
}

TEST(NumericClass, OneOtherDigestOnEitherSideIsNot) {
  Output other = kRounded;
  other.digest = "cc";
  EXPECT_EQ(numeric_class(Outputs{kRounded}, Outputs{other}), NumericClass::statistical);
  EXPECT_EQ(numeric_class(Outputs{kRounded, other}, Outputs{kRounded}), NumericClass::statistical);
  other.correctness = "bounded";
  EXPECT_EQ(numeric_class(Outputs{kRounded}, Outputs{other}), NumericClass::bounded);
}

TEST(NumericClass, DigestsOfOtherInputsSayNothing) {
  Output other = kRounded;
  other.seed = 8;
  EXPECT_EQ(numeric_class(Outputs{kRounded}, Outputs{other}), NumericClass::statistical);
  Output exact = kExact;
  exact.seed = 8;
  exact.digest = "cc";
  EXPECT_EQ(numeric_class(Outputs{kExact}, Outputs{exact}), NumericClass::identical);
}

TEST(NumericClass, AWordThatEtaDeniesIsNotBelieved) {
  Output denied = kRounded;
  denied.digest = "cc";
  denied.eta_max = 3;
  EXPECT_EQ(numeric_class(Outputs{kRounded}, Outputs{denied}), NumericClass::bounded);
}

TEST(NumericClass, WrongIsWrongAndUncheckedIsNothing) {
  Output wrong = kExact;
  wrong.correctness = "wrong";
  EXPECT_EQ(numeric_class(Outputs{kExact}, Outputs{wrong}), NumericClass::wrong);
  Output unchecked = kExact;
  unchecked.correctness = "unchecked";
  EXPECT_EQ(numeric_class(Outputs{kExact}, Outputs{unchecked}), NumericClass::none);
  EXPECT_EQ(numeric_class(Outputs{}, Outputs{kExact}), NumericClass::none);
  EXPECT_EQ(numeric_class(Outputs{unchecked}, Outputs{wrong}), NumericClass::wrong);
}

}  // namespace
}  // namespace gpubench::results
