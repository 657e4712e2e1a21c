#include "results/gate/margins.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "results/file_descriptor.hpp"
#include "results/gate/policy.hpp"
#include "results/statistics/power.hpp"
#include "tests/results/comparison/compared.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Margins : public Compare {
 protected:
  /// Of launches whose ln time has this standard deviation.
  Ledger ledger(double noise) {
    std::vector<Settings> both;
    for (const char* position : {"A", "B"}) {
      for (Settings& one : synthetic::side(position, 12, true)) {
        one.launch_noise = noise;
        both.push_back(one);
      }
    }
    std::filesystem::remove(folder_ / "ledger.h5");
    synthetic::write(folder_ / "ledger.h5", both);
    return Ledger::read({folder_ / "ledger.h5"});
  }
  Policy policy(const Ledger& ledger) {
    write_text(folder_ / "site.toml", margins_policy(ledger));
    return read_policy(folder_ / "site.toml");
  }
};

TEST_F(Margins, OfANoisyCaseIsWhatTwelvePairsResolveAndAQuarterMore) {
  const Ledger noisy = ledger(0.05);
  const Policy told = policy(noisy);
  ASSERT_THAT(told.overrides, SizeIs(2));
  for (const Ledger::Entry& entry : noisy.entries()) {
    const double margin = told.bounds_of(entry.key).margin, found = resolvable_change(entry.prior, 12);
    EXPECT_GE(margin, 1.25 * found);
    EXPECT_LT(margin, 1.25 * found + 0.001);
    EXPECT_EQ(told.bounds_of(entry.key).change, Thresholds().change);
    Thresholds own;
    own.margin = margin;
    EXPECT_FALSE(is_on_watch(entry.prior, own));
  }
}

TEST_F(Margins, OfAQuietCaseIsTheUsualOne) {
  EXPECT_THAT(policy(ledger(0.0005)).overrides, IsEmpty());
}

TEST_F(Margins, ACaseOfWhichHalfWouldNotBeSeenIsLeftOut) {
  const Ledger wild = ledger(0.6);
  EXPECT_THAT(policy(wild).left_out(wild.entries()[0].key), HasSubstr("12 pairs find no change below"));
}

TEST_F(Margins, HoldForTheirOwnCaseAlone) {
  const Ledger noisy = ledger(0.05);
  CaseKey other = noisy.entries()[0].key;
  other.axes += " more";
  EXPECT_EQ(policy(noisy).bounds_of(other).margin, Thresholds().margin);
}

}  // namespace
}  // namespace gpubench::results
