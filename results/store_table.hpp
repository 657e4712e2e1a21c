/// Store tables: compound datasets, a row an object; texts are of fixed length, as wide as the column's
/// longest.
#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "results/hdf5.hpp"

namespace gpubench::results {

/// A column of a table: its file type, bytes and place in the row.
struct StoredColumn {
  std::string name;
  H5Handle type;
  std::size_t bytes = 0;
  std::size_t offset = 0;
};

/// Rows as bytes, with their columns.
struct StoredTable {
  std::vector<StoredColumn> columns;
  std::size_t row_bytes = 0;
  std::size_t rows = 0;
  std::string bytes;

  const char* cell(std::size_t row, const StoredColumn& column) const {
    return bytes.data() + row * row_bytes + column.offset;
  }
};

template <class T>
H5Handle column_type(std::size_t text_bytes) {
  if constexpr (std::is_same_v<T, std::string>)
    return h5_text_type(text_bytes);
  else if constexpr (std::is_same_v<T, std::int32_t>)
    return {H5T_STD_I32LE, nullptr};
  else {
    static_assert(std::is_same_v<T, std::uint32_t>);
    return {H5T_STD_U32LE, nullptr};
  }
}

/// each_field(row, visit) as in results/fields.hpp.
template <class Row, class EachField>
StoredTable make_table(const std::vector<Row>& rows, EachField&& each_field) {
  StoredTable table;
  each_field(Row{}, [&]<class T>(const char* name, const T&) {
    if constexpr (std::is_same_v<T, std::string>)
      table.columns.push_back({name, {}, 1, 0});
    else
      table.columns.push_back({name, column_type<T>(0), sizeof(T), 0});
  });
  for (const Row& row : rows) {
    auto column = table.columns.begin();
    each_field(row, [&]<class T>(const char*, const T& value) {
      if constexpr (std::is_same_v<T, std::string>) column->bytes = std::max(column->bytes, value.size());
      ++column;
    });
  }
  for (StoredColumn& column : table.columns) {
    if (column.type.get() < 0) column.type = h5_text_type(column.bytes);
    column.offset = table.row_bytes;
    table.row_bytes += column.bytes;
  }
  table.rows = rows.size();
  table.bytes.resize(table.rows * table.row_bytes);
  char* place = table.bytes.data();
  for (const Row& row : rows) {
    std::size_t i = 0;
    each_field(row, [&]<class T>(const char*, const T& value) {
      if constexpr (std::is_same_v<T, std::string>)
        std::memcpy(place, value.data(), value.size());
      else
        std::memcpy(place, &value, sizeof value);
      place += table.columns[i++].bytes;
    });
  }
  return table;
}

/// Throws IoError.
void write_table(hid_t parent, const std::string& name, const StoredTable& table);

/// Reads a table; columns are the file's. Throws DataError naming place.
StoredTable read_table(hid_t dataset, std::uint64_t file_bytes, const std::string& place);

/// The text in a cell, or a number of exactly this type. Throw DataError naming place.
std::string cell_text(const StoredTable& table, std::size_t row, const char* column,
                      const std::string& place);
void copy_cell(const StoredTable& table, std::size_t row, const char* column, hid_t type, void* value,
               const std::string& place);

/// Fills rows from a table that read_table gave.
template <class Row, class EachField>
std::vector<Row> rows_of(const StoredTable& table, const std::string& place, EachField&& each_field) {
  std::vector<Row> rows(table.rows);
  for (std::size_t i = 0; i < table.rows; ++i)
    each_field(rows[i], [&]<class T>(const char* name, T& value) {
      if constexpr (std::is_same_v<T, std::string>)
        value = cell_text(table, i, name, place);
      else
        copy_cell(table, i, name, column_type<T>(0).get(), &value, place);
    });
  return rows;
}

}  // namespace gpubench::results
