#include "results/hdf5_node.hpp"

#include <fmt/format.h>

#include "results/error.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {

void H5Node::refuse(const std::string& what) const {
  throw DataError(fmt::format("{}: {}", place_, what));
}

bool H5Node::has(const std::string& name) const {
  return H5Lexists(id(), name.c_str(), H5P_DEFAULT) > 0;
}

H5Node H5Node::child(const std::string& name, H5I_type_t kind) const {
  H5L_info_t link{};
  if (!has(name) || H5Lget_info(id(), name.c_str(), &link, H5P_DEFAULT) < 0)
    refuse(fmt::format("no {}", name));
  if (link.type != H5L_TYPE_HARD) refuse(fmt::format("{} is a soft or external link", name));
  const auto closer = kind == H5I_GROUP ? H5Gclose : H5Dclose;
  H5Handle object(kind == H5I_GROUP ? H5Gopen2(id(), name.c_str(), H5P_DEFAULT)
                                    : H5Dopen2(id(), name.c_str(), H5P_DEFAULT),
                  closer);
  if (object.get() < 0) refuse(fmt::format("{}: {}", name, h5_message()));
  return {std::move(object), place_ + '/' + name};
}

std::vector<std::string> H5Node::names(std::size_t count_max) const {
  struct Found {
    std::vector<std::string> names;
    std::size_t count_max;
  } found{{}, count_max};
  const H5L_iterate_t keep = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
    auto& list = *static_cast<Found*>(data);
    if (list.names.size() >= list.count_max || !is_text(name)) return -1;
    list.names.emplace_back(name);
    return 0;
  };
  if (H5Literate(id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, keep, &found) < 0)
    refuse(fmt::format("its children can't be listed, or are more than {}, or have names that are no text",
                       count_max));
  return std::move(found.names);
}

}  // namespace gpubench::results
