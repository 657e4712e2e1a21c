#include "results/codec.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "results/check.hpp"
#include "results/error.hpp"
#include "results/fields.hpp"
#include "results/json.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
static_assert(std::endian::native == std::endian::little, "values are stored as they lie in memory");

/// Deeper nesting than any record has; the parser recurses, so a hostile payload could overflow the stack.
constexpr int kDepthMax = 8;

/// Walks a payload without keeping it and stops where it nests too deep.
struct DepthGate : nlohmann::json_sax<json> {
  int depth = 0;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth <= kDepthMax; }
  bool start_array(std::size_t) override { return ++depth <= kDepthMax; }
  bool end_object() override { return --depth >= 0; }
  bool end_array() override { return --depth >= 0; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }
};

json parse(std::string_view payload, std::string_view place) {
  DepthGate gate;
  if (!json::sax_parse(payload, &gate, json::input_format_t::cbor))
    throw DataError(fmt::format("{}: not a well-formed record", place));
  json record = json::from_cbor(payload);
  if (!record.is_array() || record.size() != 2) throw DataError(fmt::format("{}: not a record", place));
  return std::move(record[1]);
}

/// [kind, fields]: the kind comes first so that a reader can tell records apart without parsing them.
std::string dump(const char* kind, json&& fields) {
  std::string payload;
  json::to_cbor(json::array({kind, std::move(fields)}), payload);
  return payload;
}

json to_json(const Matrix<std::int64_t>& matrix) {
  json::binary_t::container_type bytes(matrix.values.size() * sizeof(std::int64_t));
  if (!bytes.empty()) std::memcpy(bytes.data(), matrix.values.data(), bytes.size());
  return {matrix.rows, matrix.columns, json::binary(std::move(bytes))};
}

Matrix<std::int64_t> to_matrix(const json& j) {
  Matrix<std::int64_t> matrix;
  matrix.rows = j.at(0).get<std::size_t>();
  matrix.columns = j.at(1).get<std::size_t>();
  const auto& bytes = j.at(2).get_binary();
  if (bytes.size() % sizeof(std::int64_t) != 0) throw DataError("a matrix ends inside a value");
  matrix.values.resize(bytes.size() / sizeof(std::int64_t));
  if (!bytes.empty()) std::memcpy(matrix.values.data(), bytes.data(), bytes.size());
  return matrix;
}

struct Encoder {
  json& record;
  void operator()(const char* name, Status value) const { record[name] = to_string(value); }
  template <class T>
  void operator()(const char* name, const T& value) const {
    record[name] = value;
  }
};

struct Decoder {
  const json& record;
  void operator()(const char* name, Status& value) const { value = parse_status(record.at(name)); }
  void operator()(const char* name, std::string& value) const {
    value = record.at(name).get_ref<const std::string&>();
  }
  void operator()(const char* name, Axes& value) const { value = record.at(name).get<Axes>(); }
  void operator()(const char* name, bool& value) const { value = record.at(name).get<bool>(); }
  void operator()(const char* name, double& value) const { value = record.at(name).get<double>(); }
  template <class T>
  void operator()(const char* name, T& value) const {
    const json& number = record.at(name);
    const bool fits = number.is_number_unsigned()
                          ? std::in_range<T>(number.get<std::uint64_t>())
                          : number.is_number_integer() && std::in_range<T>(number.get<std::int64_t>());
    if (!fits) throw DataError(fmt::format("{} is no number of its type", name));
    value = number.get<T>();
  }
};

/// Runs a decoding and turns what the JSON library says into one line with the place.
template <class F>
auto decoding(std::string_view place, F&& decode) {
  try {
    return decode();
  } catch (const json::exception& error) {
    throw DataError(fmt::format("{}: {}", place, error.what()));
  } catch (const DataError& error) {
    const std::string_view what = error.what();
    throw DataError(what.starts_with(place) ? std::string(what) : fmt::format("{}: {}", place, what));
  }
}

void encode_ranks(json& record, const std::vector<Rank>& ranks) {
  json& rows = record["ranks"] = json::array();
  for (const Rank& rank : ranks) each_rank_field(rank, Encoder{rows.emplace_back(json::object())});
}

void encode_environment(json& record, const std::vector<Fact>& facts) {
  json& rows = record["environment"] = json::array();
  for (const Fact& fact : facts) each_fact_field(fact, Encoder{rows.emplace_back(json::object())});
}

json fields_of(const Launch& launch) {
  check(launch, "launch");
  json record = {{"hash", launch.hash}};
  each_launch_field(launch, Encoder{record});
  return record;
}

}  // namespace

std::string encode(const Case& c) {
  check(c, c.name);
  json record = {{"hash", c.hash}, {"participants", c.participants}};
  each_case_field(c, Encoder{record});
  each_matrix(c, [&](const char* name, const auto& matrix) {
    if (!matrix.empty()) record[name] = to_json(matrix);
  });
  each_named_group(c, [&](const char* group, const auto& matrices) {
    json& named = record[group] = json::object();
    for (const auto& [name, matrix] : matrices)
      if (!matrix.empty()) named[name] = to_json(matrix);
  });
  return dump("case", std::move(record));
}

std::string encode_start(const Launch& launch) {
  json record = fields_of(launch);
  encode_ranks(record, launch.ranks);
  encode_environment(record, launch.environment);
  return dump("start", std::move(record));
}

std::string encode_end(const Launch& launch, const Launch& began) {
  json record = fields_of(launch);
  if (launch.ranks != began.ranks) encode_ranks(record, launch.ranks);
  if (launch.environment != began.environment) encode_environment(record, launch.environment);
  return dump("end", std::move(record));
}

RecordKind kind_of(std::string_view payload, std::string_view place) {
  // A CBOR array of two whose first item is a text of at most 23 bytes: 0x82, 0x60 + length, text.
  const auto is = [&](std::string_view kind) {
    return payload.size() > 2 + kind.size() && payload[0] == '\x82' &&
           payload[1] == static_cast<char>(0x60 + kind.size()) && payload.substr(2, kind.size()) == kind;
  };
  if (is("case")) return RecordKind::finished_case;
  if (is("start")) return RecordKind::start;
  if (is("end")) return RecordKind::end;
  throw DataError(fmt::format("{}: a record of an unknown kind", place));
}

Case decode_case(std::string_view payload, std::string_view place) {
  return decoding(place, [&] {
    const json record = parse(payload, place);
    Case c;
    const Decoder decode{record};
    each_case_field(c, decode);
    decode("hash", c.hash);
    c.participants = record.at("participants").get<std::vector<std::int32_t>>();
    each_matrix(c, [&](const char* name, auto& matrix) {
      if (record.contains(name)) matrix = to_matrix(record.at(name));
    });
    each_named_group(c, [&](const char* group, auto& matrices) {
      if (!record.contains(group)) return;  // a journal of schema 1 has no telemetry
      for (const auto& [name, matrix] : record.at(group).items()) matrices[name] = to_matrix(matrix);
    });
    check(c, place);
    return c;
  });
}

Launch decode_launch(std::string_view payload, std::string_view place, const Launch& began) {
  return decoding(place, [&] {
    const json record = parse(payload, place);
    Launch launch;
    const Decoder decode{record};
    each_launch_field(launch, decode);
    decode("hash", launch.hash);
    const bool at_end = kind_of(payload, place) == RecordKind::end;
    const auto each_row = [&](const char* name, auto& rows, const auto& rows_at_start,
                              const auto& each_field) {
      if (at_end && !record.contains(name)) {
        rows = rows_at_start;
        return;
      }
      for (const json& row : record.at(name)) each_field(rows.emplace_back(), Decoder{row});
    };
    each_row("ranks", launch.ranks, began.ranks,
             [](Rank& rank, const Decoder& fields) { each_rank_field(rank, fields); });
    each_row("environment", launch.environment, began.environment,
             [](Fact& fact, const Decoder& fields) { each_fact_field(fact, fields); });
    check(launch, place);
    return launch;
  });
}

std::string pairs_text(const Axes& pairs) {
  json list = json::array();
  for (const auto& [name, value] : pairs) list.push_back({name, value});
  return json_text(list);
}

Axes parse_pairs(const std::string& text, std::string_view place) {
  return decoding(place, [&] {
    // The parser of JSON text, unlike CBOR's, does not recurse.
    return json_of(text).get<Axes>();
  });
}

}  // namespace gpubench::results
