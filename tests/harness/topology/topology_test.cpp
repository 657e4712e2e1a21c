#include "harness/topology/topology.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

TEST(Connection, TextAndConnectionRoundTrip) {
  for (const Path path : {Path::self, Path::one_switch, Path::switches, Path::host_bridge, Path::node,
                          Path::system, Path::unknown}) {
    EXPECT_EQ(connection_from_text(to_text({path, 0})), (Connection{path, 0}));
    EXPECT_FALSE(meaning_of(path).empty());
  }
  EXPECT_EQ(to_text({Path::nvlink, 18}), "NV18");
  EXPECT_EQ(connection_from_text("NV18"), (Connection{Path::nvlink, 18}));
}

TEST(Connection, OtherTextIsRefused) {
  for (const char* text : {"", "NV", "NV0", "NV-1", "NV1x", "pix", "PIX "}) {
    EXPECT_THROW(connection_from_text(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace gpubench
