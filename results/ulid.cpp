#include "results/ulid.hpp"

#include <openssl/rand.h>

#include <array>
#include <chrono>
#include <cstdint>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 26;

}  // namespace

std::string make_ulid() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  auto time = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  std::array<unsigned char, kLength - 10> random{};  // five bits of each byte are used: 80 bits
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
    throw Error(ExitCode::os, "RAND_bytes gave no random numbers");
  std::string text(kLength, '0');
  for (std::size_t i = 10; i-- > 0; time >>= 5) text[i] = kDigits[time & 31];
  for (std::size_t i = 0; i < random.size(); ++i) text[10 + i] = kDigits[random[i] & 31];
  return text;
}

bool is_ulid(std::string_view text) {
  return text.size() == kLength && text.find_first_not_of(kDigits) == std::string_view::npos &&
         text[0] <= '7';
}

}  // namespace gpubench::results
