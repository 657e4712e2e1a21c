#include "bench/nvml/links.hpp"

#include <gmock/gmock.h>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench::nvml {
namespace {

class NvmlLinks : public FakeNvmlTest {
 protected:
  std::vector<Link> links() {
    const auto library = open();
    return read_links(library->functions(), device(*library));
  }
};

TEST_F(NvmlLinks, EndAtASwitchOrAtAnotherDevice) {
  script().links = 2;
  auto read = links();
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1].number, 1u);
  EXPECT_EQ(read[1].version, 4u);
  EXPECT_EQ(read[1].remote, Link::Remote::nvswitch);
  script().links_to_gpu = true;
  read = links();
  EXPECT_EQ(read[0].remote, Link::Remote::gpu);
  EXPECT_EQ(read[0].remote_bus, "00000000:2C:00.0");
}

TEST_F(NvmlLinks, OneThatIsDownEndsNowhere) {
  script().links = 2;
  script().links_to_gpu = true;
  script().link_down = 0;
  const auto read = links();
  ASSERT_EQ(read.size(), 2u);
  EXPECT_FALSE(read[0].active);
  EXPECT_EQ(read[0].remote_bus, "");
  EXPECT_TRUE(read[1].active);
  EXPECT_EQ(links_text(read), "1 of 2 active, down: 0");
}

TEST_F(NvmlLinks, ThereAreNoneOnADeviceWithoutNvlink) {
  script().links = 0;
  EXPECT_TRUE(links().empty());
  EXPECT_EQ(links_text({}), std::nullopt);
}

}  // namespace
}  // namespace gpubench::nvml
