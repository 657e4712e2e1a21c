#include "bench/nccl/choices.hpp"

#include <gmock/gmock.h>

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(NcclChoices, OneValueWhereAllOperationsAgree) {
  NcclChoices choices;
  choices.start();
  for (int i = 0; i < 3; ++i) choices.add_collective("RING", "LL128", 8);
  EXPECT_THAT(choices.facts(), ElementsAre(Pair("nccl_algorithm", "RING"), Pair("nccl_protocol", "LL128"),
                                           Pair("nccl_channels", "8"), Pair("nccl_nvls", "not used")));
}

TEST(NcclChoices, EachValueWithItsCountWhereTheyDoNot) {
  NcclChoices choices;
  choices.start();
  choices.add_collective("NVLS", "SIMPLE", 16);
  for (int i = 0; i < 2; ++i) choices.add_collective("TREE", "LL", 16);
  choices.add_collective("NVLS_TREE", "SIMPLE", 2);
  EXPECT_THAT(choices.facts(),
              ElementsAre(Pair("nccl_algorithm", "TREE (2), NVLS (1), NVLS_TREE (1)"),
                          Pair("nccl_protocol", "LL (2), SIMPLE (2)"), Pair("nccl_channels", "16 (3), 2 (1)"),
                          Pair("nccl_nvls", "not used (2), used (2)")));
}

TEST(NcclChoices, TheSwitchIsUsedByItsOwnAlgorithmsOnly) {
  for (const auto& [algorithm, used] :
       {std::pair("NVLS", "used"), std::pair("NVLS_TREE", "used"), std::pair("RING", "not used"),
        std::pair("COLLNET_DIRECT", "not used"), std::pair("PAT", "not used")}) {
    NcclChoices choices;
    choices.start();
    choices.add_collective(algorithm, "SIMPLE", 1);
    EXPECT_EQ(choices.facts().back().second, used) << algorithm;
  }
}

TEST(NcclChoices, MessagesHaveChannelsAndNothingToChoose) {
  NcclChoices choices;
  choices.start();
  choices.add_message(2);
  EXPECT_THAT(choices.facts(),
              ElementsAre(Pair("nccl_algorithm", "point to point"), Pair("nccl_protocol", "point to point"),
                          Pair("nccl_channels", "2"), Pair("nccl_nvls", "not used")));
}

TEST(NcclChoices, OnlyWhatComesBetweenStartAndStopCounts) {
  NcclChoices choices;
  choices.add_collective("RING", "LL", 1);
  EXPECT_THAT(choices.facts(), IsEmpty());
  choices.start();
  choices.add_collective("TREE", "LL", 1);
  choices.stop();
  choices.add_collective("RING", "LL", 1);
  EXPECT_EQ(choices.facts().front().second, "TREE");
  choices.start();
  EXPECT_THAT(choices.facts(), IsEmpty()) << "counts anew";
}

}  // namespace
}  // namespace gpubench
