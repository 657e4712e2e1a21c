#include "results/model.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "results/error.hpp"
#include "results/hash.hpp"
#include "results/json.hpp"

namespace gpubench::results {

std::string identity_of(const Case& c) {
  using nlohmann::json;
  json axes = json::array();
  for (const auto& [name, value] : c.axes) axes.push_back({name, value});
  const json identity = {c.name, c.backend, axes, c.scope, c.participants.size(), c.batch};
  return sha256_hex(json_text(identity)).substr(0, 16);
}

const char* to_string(Status status) {
  switch (status) {
    case Status::measured:
      return "measured";
    case Status::skipped:
      return "skipped";
    case Status::failed:
      return "failed";
  }
  return "failed";
}

Status parse_status(const std::string& word) {
  for (const Status status : {Status::measured, Status::skipped, Status::failed})
    if (word == to_string(status)) return status;
  throw DataError(fmt::format("status '{}' is none of measured, skipped, failed", word.substr(0, 32)));
}

}  // namespace gpubench::results
