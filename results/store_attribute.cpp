#include "results/store_attribute.hpp"

#include <fmt/format.h>

#include "results/check.hpp"
#include "results/codec.hpp"
#include "results/error.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {

AttributeWriter::AttributeWriter(hid_t object) : object_(object), scalar_(H5Screate(H5S_SCALAR), H5Sclose) {}

void AttributeWriter::operator()(const char* name, const std::string& value) const {
  write(name, h5_text_type(value.size()).get(), value.c_str());
}

void AttributeWriter::operator()(const char* name, const Axes& value) const {
  (*this)(name, pairs_text(value));
}

void AttributeWriter::operator()(const char* name, bool value) const {
  const std::uint8_t number = value;
  write(name, H5T_STD_U8LE, &number);
}

void AttributeWriter::write(const char* name, hid_t type, const void* value) const {
  const H5Handle attribute(H5Acreate2(object_, name, type, scalar_.get(), H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose);
  if (attribute.get() < 0 || H5Awrite(attribute.get(), type, value) < 0)
    throw IoError(fmt::format("attribute {}: {}", name, h5_message()));
}

void AttributeReader::operator()(const char* name, std::string& value) const {
  const H5Handle attribute = open(name);
  const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
  if (type.get() < 0 || H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0)
    throw DataError(fmt::format("{}: attribute {} is no text of fixed length", place_, name));
  const std::size_t bytes = H5Tget_size(type.get());
  if (bytes > kTextBytesMax)
    throw DataError(fmt::format("{}: attribute {} is longer than 1 MiB", place_, name));
  value.assign(bytes, '\0');
  if (H5Aread(attribute.get(), type.get(), value.data()) < 0)
    throw DataError(fmt::format("{}: attribute {}: {}", place_, name, h5_message()));
  value.resize(std::min(value.find('\0'), value.size()));
  if (!is_text(value)) throw DataError(fmt::format("{}: attribute {} is not UTF-8 text", place_, name));
}

void AttributeReader::operator()(const char* name, Axes& value) const {
  std::string text;
  (*this)(name, text);
  value = parse_pairs(text, fmt::format("{}: attribute {}", place_, name));
}

void AttributeReader::operator()(const char* name, Status& value) const {
  std::string word;
  (*this)(name, word);
  try {
    value = parse_status(word);
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", place_, error.what()));
  }
}

void AttributeReader::operator()(const char* name, bool& value) const {
  std::uint8_t number = 0;
  read(name, H5T_STD_U8LE, &number);
  if (number > 1) throw DataError(fmt::format("{}: attribute {} is neither 0 nor 1", place_, name));
  value = number == 1;
}

H5Handle AttributeReader::open(const char* name) const {
  H5Handle attribute(H5Aopen(object_, name, H5P_DEFAULT), H5Aclose);
  if (attribute.get() < 0) throw DataError(fmt::format("{}: no attribute {}", place_, name));
  const H5Handle space(H5Aget_space(attribute.get()), H5Sclose);
  if (space.get() < 0 || H5Sget_simple_extent_type(space.get()) != H5S_SCALAR)
    throw DataError(fmt::format("{}: attribute {} is not one value", place_, name));
  return attribute;
}

void AttributeReader::read(const char* name, hid_t type, void* value) const {
  const H5Handle attribute = open(name);
  const H5Handle stored(H5Aget_type(attribute.get()), H5Tclose);
  if (stored.get() < 0 || H5Tequal(stored.get(), type) <= 0)
    throw DataError(fmt::format("{}: attribute {} is of another type", place_, name));
  if (H5Aread(attribute.get(), type, value) < 0)
    throw DataError(fmt::format("{}: attribute {}: {}", place_, name, h5_message()));
}

}  // namespace gpubench::results
