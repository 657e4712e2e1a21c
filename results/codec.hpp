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
std::string encode_start(const Launch& launch);
/// Without the tables that are as they were when it began: at its end most are, and they are long.
std::string encode_end(const Launch& launch, const Launch& began);

/// The record's kind; decode_case and decode_launch read the rest. All throw DataError naming place.
RecordKind kind_of(std::string_view payload, std::string_view place);
Case decode_case(std::string_view payload, std::string_view place);
/// began: of which an end record takes the tables that it has not; none for a start record.
Launch decode_launch(std::string_view payload, std::string_view place, const Launch& began = {});

/// Pairs as JSON text, [["type","f64"],["working_set","4MiB"]]: order and doubled keys survive.
std::string pairs_text(const Axes& pairs);
/// Throws DataError naming place.
Axes parse_pairs(const std::string& text, std::string_view place);

}  // namespace gpubench::results
