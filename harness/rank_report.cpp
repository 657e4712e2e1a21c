#include "harness/rank_report.hpp"

#include <cstring>
#include <nlohmann/json.hpp>

namespace gpubench {
namespace {

using nlohmann::json;

/// Plain arrays of trivially copyable values as one byte string.
template <class T>
json to_binary(const std::vector<T>& values) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::vector<std::uint8_t> bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return json::binary(std::move(bytes));
}

template <class T>
std::vector<T> from_binary(const json& value) {
  const auto& bytes = value.get_binary();
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

json digest_to_json(const std::optional<Digest>& digest) {
  if (!digest) return nullptr;
  return {digest->first, digest->second};
}

std::optional<Digest> digest_from_json(const json& j) {
  if (j.is_null()) return std::nullopt;
  return Digest{j.at(0), j.at(1)};
}

json verdict_to_json(const Verdict& v) {
  return {{"correctness", static_cast<int>(v.correctness)},
          {"family", v.family},
          {"checked", v.checked},
          {"total", v.total},
          {"eta_max", v.eta_max},
          {"eta_p999", v.eta_p999},
          {"ulp_max", v.ulp_max},
          {"relative_frobenius", v.relative_frobenius},
          {"worst_index", v.worst_index},
          {"digest", digest_to_json(v.digest)},
          {"replicated", v.replicated},
          {"sha256", v.sha256},
          {"detail", v.detail}};
}

Verdict verdict_from_json(const json& j) {
  Verdict v;
  v.correctness = static_cast<Correctness>(j.at("correctness").get<int>());
  v.family = j.at("family");
  v.checked = j.at("checked");
  v.total = j.at("total");
  v.eta_max = j.at("eta_max");
  v.eta_p999 = j.at("eta_p999");
  v.ulp_max = j.at("ulp_max");
  v.relative_frobenius = j.at("relative_frobenius");
  v.worst_index = j.at("worst_index");
  v.digest = digest_from_json(j.at("digest"));
  v.replicated = j.at("replicated");
  v.sha256 = j.at("sha256");
  v.detail = j.at("detail");
  return v;
}

}  // namespace

std::string to_bytes(const RankReport& report) {
  const Measurement& m = report.measurement;
  const json j = {{"failure", report.failure},
                  {"obstacle", report.obstacle},
                  {"device_loss", report.device_loss},
                  {"batch", m.batch},
                  {"batch_lowered", m.batch_lowered},
                  {"warm_up", to_binary(m.warm_up)},
                  {"samples", to_binary(m.samples)},
                  {"stop_reason", m.stop_reason},
                  {"wall", {m.wall.warm_up.count(), m.wall.timed.count(), m.wall.verification.count()}},
                  {"wall_all", report.wall.count()},
                  {"verdict", verdict_to_json(report.verdict)},
                  {"series", report.series},
                  {"telemetry_series", report.telemetry.series},
                  {"telemetry_times", to_binary(report.telemetry.times)},
                  {"telemetry_values", to_binary(report.telemetry.values)},
                  {"facts", report.facts}};
  std::string bytes;
  json::to_cbor(j, bytes);
  return bytes;
}

RankReport rank_report_from(const std::string& bytes) {
  const json j = json::from_cbor(bytes);
  RankReport report;
  report.failure = j.at("failure");
  report.obstacle = j.at("obstacle");
  report.device_loss = j.at("device_loss");
  Measurement& m = report.measurement;
  m.batch = j.at("batch");
  m.batch_lowered = j.at("batch_lowered");
  m.warm_up = from_binary<std::int64_t>(j.at("warm_up"));
  m.samples = from_binary<Sample>(j.at("samples"));
  m.stop_reason = j.at("stop_reason");
  m.wall = {Seconds(j.at("wall").at(0)), Seconds(j.at("wall").at(1)), Seconds(j.at("wall").at(2))};
  report.wall = Seconds(j.at("wall_all"));
  report.verdict = verdict_from_json(j.at("verdict"));
  report.series = j.at("series").get<std::vector<std::string>>();
  report.telemetry.series = j.at("telemetry_series").get<std::vector<std::string>>();
  report.telemetry.times = from_binary<std::int64_t>(j.at("telemetry_times"));
  report.telemetry.values = from_binary<std::int64_t>(j.at("telemetry_values"));
  report.facts = j.at("facts").get<results::Facts>();
  return report;
}

}  // namespace gpubench
