/// Codec: records of the journal as CBOR. A record is [kind, fields]: kind "start", "case" or "end", fields a
/// map of the members that results/fields.hpp names; a matrix is [rows, columns, little-endian int64 values
/// as one byte string].
#pragma once
#include <string>
#include <string_view>

#include "results/model.hpp"

namespace gpubench::results {

enum class RecordKind { start, finished_case, end };

std::string encode(const Case& c);
/// kind: start or end.
std::string encode(const Launch& launch, RecordKind kind);

/// The record's kind; decode_case and decode_launch read the rest. All throw DataError naming place.
RecordKind kind_of(std::string_view payload, std::string_view place);
Case decode_case(std::string_view payload, std::string_view place);
Launch decode_launch(std::string_view payload, std::string_view place);

/// Pairs as JSON text, [["type","f64"],["working_set","4MiB"]]: order and doubled keys survive.
std::string pairs_text(const Axes& pairs);
/// Throws DataError naming place.
Axes parse_pairs(const std::string& text, std::string_view place);

}  // namespace gpubench::results
