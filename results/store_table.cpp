#include "results/store_table.hpp"

#include <fmt/format.h>

#include "results/check.hpp"
#include "results/error.hpp"
#include "results/store_array.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

const StoredColumn& column_of(const StoredTable& table, const char* name, const std::string& place) {
  for (const StoredColumn& column : table.columns)
    if (column.name == name) return column;
  throw DataError(fmt::format("{}: no column {}", place, name));
}

}  // namespace

void write_table(hid_t parent, const std::string& name, const StoredTable& table) {
  const H5Handle type(H5Tcreate(H5T_COMPOUND, table.row_bytes), H5Tclose);
  for (const StoredColumn& column : table.columns)
    if (H5Tinsert(type.get(), column.name.c_str(), column.offset, column.type.get()) < 0)
      throw IoError(fmt::format("table {}: {}", name, h5_message()));
  write_dataset(parent, name, type.get(), {table.rows}, table.bytes.data());
}

StoredTable read_table(hid_t dataset, std::uint64_t file_bytes, const std::string& place) {
  const H5Handle type(H5Dget_type(dataset), H5Tclose);
  if (type.get() < 0 || H5Tget_class(type.get()) != H5T_COMPOUND) throw DataError(place + ": not a table");
  StoredTable table;
  table.row_bytes = H5Tget_size(type.get());
  table.rows =
      static_cast<std::size_t>(checked_extents(dataset, 1, kTableBytesMax, file_bytes, place).front());
  const int members = H5Tget_nmembers(type.get());
  for (int i = 0; i < members; ++i) {
    const auto member = static_cast<unsigned>(i);
    char* name = H5Tget_member_name(type.get(), member);
    if (name == nullptr) throw DataError(place + ": a column without a name");
    StoredColumn column{name, H5Handle(H5Tget_member_type(type.get(), member), H5Tclose), 0,
                        H5Tget_member_offset(type.get(), member)};
    H5free_memory(name);
    column.bytes = H5Tget_size(column.type.get());
    // No foreign class: a reference or a variable length would make HDF5 follow addresses the file gives.
    const H5T_class_t kind = H5Tget_class(column.type.get());
    const bool plain = (kind == H5T_STRING && H5Tis_variable_str(column.type.get()) == 0) ||
                       kind == H5T_INTEGER || kind == H5T_FLOAT;
    if (!plain || column.bytes > table.row_bytes || column.offset > table.row_bytes - column.bytes)
      throw DataError(fmt::format("{}: column {} is neither text of fixed length nor a number", place, i));
    table.columns.push_back(std::move(column));
  }
  table.bytes.resize(table.rows * table.row_bytes);
  if (table.rows > 0 && H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, table.bytes.data()) < 0)
    throw DataError(fmt::format("{}: {}", place, h5_message()));
  return table;
}

std::string cell_text(const StoredTable& table, std::size_t row, const char* name, const std::string& place) {
  const StoredColumn& column = column_of(table, name, place);
  if (H5Tget_class(column.type.get()) != H5T_STRING)
    throw DataError(fmt::format("{}: column {} is no text", place, name));
  const char* begin = table.cell(row, column);
  std::string text(begin, std::find(begin, begin + column.bytes, '\0'));
  if (!is_text(text)) throw DataError(fmt::format("{}: row {}: {} is not UTF-8 text", place, row, name));
  return text;
}

void copy_cell(const StoredTable& table, std::size_t row, const char* name, hid_t type, void* value,
               const std::string& place) {
  const StoredColumn& column = column_of(table, name, place);
  if (H5Tequal(column.type.get(), type) <= 0)
    throw DataError(fmt::format("{}: column {} is of another type", place, name));
  std::memcpy(value, table.cell(row, column), column.bytes);
}

}  // namespace gpubench::results
