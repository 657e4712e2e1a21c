#include "bench/api/axes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

const AxisDefinition kType{.name = "type", .meaning = "", .choices = {"f64", "f32"}};
const AxisDefinition kSize{.name = "size",
                           .meaning = "",
                           .kind = AxisDefinition::Kind::size,
                           .choices = {},
                           .size_min = 8_B,
                           .size_max = 1_GiB};
const AxisDefinition kSide{
    .name = "m", .meaning = "", .kind = AxisDefinition::Kind::integer, .choices = {}, .integer_max = 100};

TEST(Axes, TextKeepsOrderAndSetReplaces) {
  Axes axes{{"type", "f64"}, {"working_set", "4MiB"}};
  EXPECT_EQ(axes.to_string(), "type=f64 working_set=4MiB");
  axes.set("type", "f32");
  axes.set("cache", "hot");
  EXPECT_EQ(axes.to_string(), "type=f32 working_set=4MiB cache=hot");
  EXPECT_EQ(axes.size("working_set"), 4_MiB);
}

TEST(Axes, MissingAxisIsNamed) {
  const Axes axes{{"type", "f64"}};
  EXPECT_FALSE(axes.has("m"));
  try {
    axes.text("m");
    FAIL() << "must throw";
  } catch (const std::out_of_range& error) {
    EXPECT_NE(std::string(error.what()).find("'m'"), std::string::npos);
  }
  EXPECT_THROW(axes.integer("type"), std::invalid_argument);
  EXPECT_THROW(axes.size("type"), std::invalid_argument);
}

TEST(CanonicalValue, EqualSizesGetOneText) {
  EXPECT_EQ(canonical_value(kSize, "4096KiB"), "4MiB");
  EXPECT_EQ(canonical_value(kSize, "4M"), "4MiB");
  EXPECT_EQ(canonical_value(kSide, "007"), "7");
  EXPECT_EQ(canonical_value(kType, "f32"), "f32");
}

TEST(CanonicalValue, WhatTheAxisDoesNotAcceptIsRefused) {
  EXPECT_THROW(canonical_value(kType, "f16"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kType, ""), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSize, "4"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSize, "2GiB"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSide, "0"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSide, "101"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSide, "7x"), std::invalid_argument);
  EXPECT_THROW(canonical_value(kSide, "99999999999999999999"), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
