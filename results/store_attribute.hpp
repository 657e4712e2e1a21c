/// Store attributes: visitors of results/fields.hpp that write members as HDF5 attributes and read them back.
#pragma once
#include <cstdint>
#include <string>

#include "results/hdf5.hpp"
#include "results/model.hpp"

namespace gpubench::results {

/// Throws IoError.
class AttributeWriter {
 public:
  explicit AttributeWriter(hid_t object);
  void operator()(const char* name, const std::string& value) const;
  void operator()(const char* name, const Axes& value) const;
  void operator()(const char* name, Status value) const { (*this)(name, std::string(to_string(value))); }
  void operator()(const char* name, bool value) const;
  void operator()(const char* name, std::int32_t value) const { write(name, H5T_STD_I32LE, &value); }
  void operator()(const char* name, std::uint32_t value) const { write(name, H5T_STD_U32LE, &value); }
  void operator()(const char* name, std::int64_t value) const { write(name, H5T_STD_I64LE, &value); }
  void operator()(const char* name, std::uint64_t value) const { write(name, H5T_STD_U64LE, &value); }
  void operator()(const char* name, double value) const { write(name, H5T_IEEE_F64LE, &value); }

 private:
  void write(const char* name, hid_t type, const void* value) const;
  hid_t object_;
  H5Handle scalar_;
};

/// Types must be exactly those the writer uses; a text has a limit. Throws DataError naming place and
/// attribute.
class AttributeReader {
 public:
  AttributeReader(hid_t object, std::string place) : object_(object), place_(std::move(place)) {}
  void operator()(const char* name, std::string& value) const;
  void operator()(const char* name, Axes& value) const;
  void operator()(const char* name, Status& value) const;
  void operator()(const char* name, bool& value) const;
  void operator()(const char* name, std::int32_t& value) const { read(name, H5T_STD_I32LE, &value); }
  void operator()(const char* name, std::uint32_t& value) const { read(name, H5T_STD_U32LE, &value); }
  void operator()(const char* name, std::int64_t& value) const { read(name, H5T_STD_I64LE, &value); }
  void operator()(const char* name, std::uint64_t& value) const { read(name, H5T_STD_U64LE, &value); }
  void operator()(const char* name, double& value) const { read(name, H5T_IEEE_F64LE, &value); }

 private:
  H5Handle open(const char* name) const;
  void read(const char* name, hid_t type, void* value) const;
  hid_t object_;
  std::string place_;
};

}  // namespace gpubench::results
