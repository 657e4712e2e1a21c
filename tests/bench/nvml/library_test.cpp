#include "bench/nvml/library.hpp"

#include <gmock/gmock.h>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench::nvml {
namespace {

using testing::HasSubstr;
using NvmlLibrary = FakeNvmlTest;

TEST(NvmlAbsent, AFileThatIsNotThereIsAReason) {
  std::string reason;
  EXPECT_EQ(Library::open(reason, "libno-such-nvml.so.1"), nullptr);
  EXPECT_THAT(reason, HasSubstr("libno-such-nvml.so.1"));
}

TEST(NvmlAbsent, ALibraryThatIsNoNvmlIsAReason) {
  std::string reason;
  EXPECT_EQ(Library::open(reason, "libm.so.6"), nullptr);
  EXPECT_THAT(reason, HasSubstr("nvmlInit_v2: no such function in this library (code 13)"));
}

TEST_F(NvmlLibrary, NoDriverIsAReasonInNvmlsOwnWords) {
  script().init_code = 9;
  EXPECT_EQ(open(), nullptr);
  EXPECT_EQ(reason(), "NVML: nvmlInit_v2: Driver Not Loaded (code 9)");
  EXPECT_EQ(script().initialised, 0);
}

TEST_F(NvmlLibrary, IsShutDownOnceWhenTheLastWhoHoldsItLetsGo) {
  auto library = open();
  ASSERT_NE(library, nullptr) << reason();
  auto telemetry = make_telemetry(library, device(*library));
  library.reset();
  EXPECT_EQ(script().initialised, 1);
  telemetry.reset();
  EXPECT_EQ(script().initialised, 0);
}

TEST_F(NvmlLibrary, ADeviceThatIsNotOnThatAddressIsAReason) {
  const auto library = open();
  std::string why;
  EXPECT_NE(find_device(*library, "0000:1b:00.0", why), nullptr);
  EXPECT_EQ(find_device(*library, "0000:1c:00.0", why), nullptr);
  EXPECT_THAT(why, HasSubstr("A query to find an object was unsuccessful (code 6)"));
}

}  // namespace
}  // namespace gpubench::nvml
