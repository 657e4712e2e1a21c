#include "harness/fingerprint/own_facts.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using results::Fact;
using test::on_ranks;
using test::ThreadWorld;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

std::vector<Place> places_of(int ranks) {
  return std::vector<Place>(static_cast<std::size_t>(ranks), find_place());
}

/// One that this process has not mapped; null where all of them are, or missing.
const char* library_not_mapped() {
  for (const char* name : {"libutil.so.1", "libanl.so.1", "libBrokenLocale.so.1", "libnss_files.so.2"}) {
    if (void* mapped = dlopen(name, RTLD_NOW | RTLD_NOLOAD)) {
      dlclose(mapped);
    } else if (void* library = dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
      dlclose(library);
      return name;
    }
  }
  return nullptr;
}

TEST(OwnFacts, OfAJobAreThoseOfItsRanksAndDevices) {
  std::vector<Fact> merged;
  on_ranks(2, [&](ThreadWorld& world) {
    const Catalogue catalogue({}, {});
    const Fact device{"device", "pretend.model", world.rank() == 0 ? "A" : "B", ""};
    const OwnFacts own(catalogue, places_of(2), world.rank(), {device}, Identify::no);
    const auto gathered = own.gather(world);
    if (world.rank() == 0) merged = gathered;
  });
  EXPECT_THAT(merged, Contains(Fact{"device", "pretend.model", "A", "0"}));
  EXPECT_THAT(merged, Contains(Fact{"device", "pretend.model", "B", "1"}));
  EXPECT_THAT(merged, Contains(Fact{"run", "placement.ranks", "2", "0-1"}));
  EXPECT_THAT(merged, Not(Contains(Field(&Fact::key, "user.name"))));
}

TEST(OwnFacts, OnesOpenedWhileMeasuringAreToldAtTheEndAndOnlyOnce) {
  const char* name = library_not_mapped();
  if (name == nullptr) GTEST_SKIP() << "no library is left to open";
  std::vector<Fact> before, after;
  void* library = nullptr;
  on_ranks(2, [&](ThreadWorld& world) {
    const Catalogue catalogue({}, {});
    OwnFacts own(catalogue, places_of(2), world.rank(), {}, Identify::no);
    const auto first = own.gather(world);
    EXPECT_THAT(own.gather_again(world), IsEmpty());
    world.barrier();
    if (world.rank() == 1) library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    world.barrier();
    const auto second = own.gather_again(world);
    EXPECT_THAT(own.gather_again(world), IsEmpty());
    if (world.rank() != 0) return;
    before = first;
    after = second;
  });
  ASSERT_NE(library, nullptr);
  const std::string key = "library." + std::string(name).substr(0, std::string(name).find('.'));
  EXPECT_THAT(before, Not(Contains(Field(&Fact::key, key))));
  EXPECT_THAT(after, Contains(Field(&Fact::key, key)));
  EXPECT_THAT(after, Contains(Field(&Fact::key, key + ".sha256")));
  dlclose(library);
}

TEST(OwnFacts, NamesAreTheirsWhoWantThem) {
  std::vector<Fact> merged;
  on_ranks(1, [&](ThreadWorld& world) {
    merged = OwnFacts(Catalogue({}, {}), places_of(1), 0, {}, Identify::yes).gather(world);
  });
  EXPECT_THAT(merged, Contains(Field(&Fact::key, "host.name")));
  EXPECT_THAT(merged, Contains(Field(&Fact::key, "user.name")));
}

}  // namespace
}  // namespace gpubench
