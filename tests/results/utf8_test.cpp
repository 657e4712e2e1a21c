#include "results/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace gpubench::results {
namespace {

TEST(Utf8, TheFirstAndLastCharacterOfEachLengthAreText) {
  for (const char* text : {"\x01", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                           "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_text(text)) << text;
}

TEST(Utf8, OverlongFormsSurrogatesStraysAndStubsAreNot) {
  for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                           "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                           "\xC2", "\xE2\x82", "\xF0\x9F\x98", "\xC2\x41", "\xE2\x82\x41"})
    EXPECT_FALSE(is_text(text)) << text;
  EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
}

TEST(Utf8, CharactersAreTakenOneByOneAndABrokenOneTakesAByte) {
  std::string_view text = "a\xE2\x82\xAC\xE2\x82!\xF0\x9F\x98\x80";
  const char32_t expected[] = {'a', 0x20AC, kBrokenCharacter, kBrokenCharacter, '!', 0x1F600};
  for (const char32_t c : expected) EXPECT_EQ(take_character(text), c);
  EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace gpubench::results
