#include "bench/dnn/tensor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "bench/numerics/inputs.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr ElementType kTypes[] = {ElementType::f32, ElementType::f16, ElementType::bf16};

std::vector<float> values_of(ElementType type) {
  std::vector<float> values(5000);
  fill_inputs<float>(values, Family::rounded, 9, 0);
  values[17] = -0.0F;
  values[18] = 3;
  round_values(type, values, 2);
  return values;
}

TEST(ElementType, RoundsAsItsFormatSays) {
  for (const ElementType type : kTypes) {
    std::vector<float> values(5000);
    fill_inputs<float>(values, Family::rounded, 9, 0);
    values[0] = 1 + 0x1p-8F;       // a tie of bf16, to even: down
    values[1] = 1 + 3 * 0x1p-8F;   // and up
    values[2] = -1 - 3 * 0x1p-8F;  // below 0 too
    values[3] = 1.999999F;         // to the next power of two
    std::vector<float> rounded = values;
    round_values(type, rounded, 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_EQ(static_cast<double>(rounded[i]), round_to(format_of(type), static_cast<double>(values[i])))
          << to_string(type) << ' ' << values[i];
    }
    EXPECT_EQ(parse_element_type(to_string(type)), type);
  }
  EXPECT_THROW(parse_element_type("f64"), std::invalid_argument);
}

TEST(TypedTensor, HoldsWhatItWasGivenInTheBytesOfItsType) {
  test::PlainBackend backend;
  for (const ElementType type : kTypes) {
    const std::vector<float> values = values_of(type);
    const TypedTensor tensor(backend, type, values.size());
    EXPECT_EQ(tensor.extent().size(), values.size() * size_of(type));
    tensor.upload(values, 2);
    const TensorContents contents = tensor.download(2);
    EXPECT_EQ(contents.values, values);
    EXPECT_TRUE(std::signbit(contents.values[17]));
    EXPECT_EQ(contents.digest, tensor.digest(1));
    tensor.extent()[34] ^= std::byte{1};
    EXPECT_NE(contents.digest, tensor.digest(1)) << "one bit";
    EXPECT_NE(contents.sha256, tensor.download(1).sha256);
  }
}

TEST(TypedTensor, PoisonIsNotANumberInAnyType) {
  test::PlainBackend backend;
  for (const ElementType type : kTypes) {
    const TypedTensor tensor(backend, type, 3000);
    tensor.upload(std::vector<float>(3000), 1);
    tensor.upload_poison();
    const std::vector<float> poisoned = tensor.download(1).values;
    EXPECT_TRUE(std::all_of(poisoned.begin(), poisoned.end(), [](float value) { return std::isnan(value); }));
  }
}

}  // namespace
}  // namespace gpubench
