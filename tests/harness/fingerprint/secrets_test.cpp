#include "harness/fingerprint/secrets.hpp"

#include <gtest/gtest.h>

#include "harness/fingerprint/privacy.hpp"

namespace gpubench {
namespace {

TEST(Secrets, TokensOfKnownIssuersAreTold) {
  for (const char* token :
       {"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "AKIAIOSFODNN7EXAMPLE", "x=AKIAIOSFODNN7EXAMPLE",
        "glpat-abcdefghijklmnopqrst", "hf_AbCdEfGhIjKlMnOp", "sk-proj-abcdefghijkl", "xoxb-123456789012-abc",
        "nvapi-abcdefghijklmnop", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0"})
    EXPECT_TRUE(is_issued_token(token)) << token;
  for (const char* version : {"0.3.21+ds-4", "2.36-9+deb12u10", "20230210-1", "cuda120py311h64f3b4e_200",
                              "6fff27a5c4c1a62251c33068697aa59cf385ff00", "sk-learn", "task-2", "hf_xet"})
    EXPECT_FALSE(is_issued_token(version)) << version;
}

TEST(Secrets, AmazonsSecretKeysAreNoPaths) {
  EXPECT_TRUE(looks_like_token("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
  EXPECT_TRUE(looks_like_token("key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
  EXPECT_FALSE(looks_like_token("/usr/lib/x86/64/linux/gnu/openblas/Pthrd"));
  EXPECT_FALSE(looks_like_token("/usr/lib/x86_64-linux-gnu/openblas-pthread"));
}

TEST(Secrets, AddressesOfEveryKindAreTold) {
  for (const char* text : {"192.0.2.7", "tcp:192.0.2.7:80", "fd00::2", "2001:db8:0:1:2:3:4:5",
                           "52:54:00:ab:cd:ef", "52-54-00-ab-cd-ef", "https://x", "ann@node"})
    EXPECT_TRUE(has_address(text)) << text;
  for (const char* text : {"1.2.3", "0,1,2,3", "{0:4},{4:4}", "/opt/lib::/usr/lib", "2026-01-02", "12-34-56"})
    EXPECT_FALSE(has_address(text)) << text;
}

TEST(Secrets, AWordOfAnyLengthIsLookedThrough) {
  const std::string word(200'000, 'a');
  EXPECT_TRUE(has_address(word + "@node"));
  EXPECT_EQ(Privacy("", "", "").objection("NCCL_X", word), std::nullopt);
}

TEST(Secrets, NamesOfSecretsAreTold) {
  for (const char* name : {"NCCL_TOKEN", "--password", "aws_secret", "X_API-KEY"})
    EXPECT_TRUE(names_a_secret(name)) << name;
  for (const char* name : {"OMP_NUM_THREADS", "--output", "MONKEY"})
    EXPECT_FALSE(names_a_secret(name)) << name;
}

}  // namespace
}  // namespace gpubench
