#include "results/merge_copy.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <set>
#include <utility>

#include "results/check.hpp"
#include "results/error.hpp"
#include "results/store_attribute.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kObjectsMax = 100000;

H5Handle create_group(hid_t parent, const std::string& name) {
  H5Handle group(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
  if (group.get() < 0) throw IoError(fmt::format("group {}: {}", name, h5_message()));
  return group;
}

/// HDF5 copies an object with all below it, compressed data as they are.
void copy_object(const H5Node& from, const std::string& name, hid_t to) {
  if (H5Ocopy(from.id(), name.c_str(), to, name.c_str(), H5P_DEFAULT, H5P_DEFAULT) < 0)
    from.refuse(fmt::format("{} can't be copied: {}", name, h5_message()));
}

/// An object's path and an attribute of it.
using AttributePlace = std::pair<std::string, std::string>;

/// The references that attach_scales() makes anew in the copy: those of dimension scales, of a launch's known
/// cases.
std::set<AttributePlace> scale_places(const std::vector<CaseIndex>& cases) {
  std::set<AttributePlace> places;
  for (const CaseIndex& row : cases) {
    const std::string group = "case/" + row.id;
    places.emplace(group + "/samples", "DIMENSION_LIST");
    for (const char* scale : {"/rank", "/sample"}) places.emplace(group + scale, "REFERENCE_LIST");
  }
  return places;
}

/// What an attribute or dataset must not hold: an address within the file it came from.
bool holds_references(hid_t type) {
  return H5Tdetect_class(type, H5T_REFERENCE) > 0;
}

/// path: the object's, as remade has it.
bool attributes_are_sound(hid_t object, const std::string& path, const std::set<AttributePlace>& remade) {
  struct Known {
    const std::string& path;
    const std::set<AttributePlace>& remade;
  } known{path, remade};
  const H5A_operator2_t look = [](hid_t owner, const char* name, const H5A_info_t*, void* data) -> herr_t {
    const auto& [of, places] = *static_cast<const Known*>(data);
    const H5Handle attribute(H5Aopen(owner, name, H5P_DEFAULT), H5Aclose);
    const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
    if (type.get() < 0) return -1;
    return holds_references(type.get()) && !places.contains({of, name}) ? 1 : 0;
  };
  return H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, look, &known) == 0;
}

bool dataset_is_sound(hid_t dataset) {
  const H5Handle type(H5Dget_type(dataset), H5Tclose);
  const H5Handle properties(H5Dget_create_plist(dataset), H5Pclose);
  return type.get() >= 0 && properties.get() >= 0 && !holds_references(type.get()) &&
         H5Pget_layout(properties.get()) != H5D_VIRTUAL && H5Pget_external_count(properties.get()) == 0;
}

/// A hard link to an object that holds all of itself and no address. path: empty where it is what is copied.
bool link_is_sound(hid_t group, const char* name, const std::string& path,
                   const std::set<AttributePlace>& remade) {
  H5L_info_t link{};
  if (!is_text(name) || H5Lget_info(group, name, &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD)
    return false;
  const H5Handle object(H5Oopen(group, name, H5P_DEFAULT), H5Oclose);
  return object.get() >= 0 && attributes_are_sound(object.get(), path, remade) &&
         (H5Iget_type(object.get()) != H5I_DATASET || dataset_is_sound(object.get()));
}

/// The child and all below it. remade: by paths below the child.
void require_self_contained(const H5Node& parent, const std::string& child,
                            const std::set<AttributePlace>& remade) {
  const auto refuse = [&](const std::string& name) {
    parent.refuse(
        fmt::format("{} is a link, refers to another object or keeps its data elsewhere: not joined", name));
  };
  if (!link_is_sound(parent.id(), child.c_str(), "", remade)) refuse(child);
  const H5Handle object(H5Oopen(parent.id(), child.c_str(), H5P_DEFAULT), H5Oclose);
  if (H5Iget_type(object.get()) != H5I_GROUP) return;
  struct Search {
    const std::set<AttributePlace>& remade;
    std::string bad;
  } search{remade, {}};
  const H5L_iterate_t look = [](hid_t group, const char* name, const H5L_info_t*, void* data) -> herr_t {
    auto& [known, bad] = *static_cast<Search*>(data);
    if (link_is_sound(group, name, name, known)) return 0;
    bad = is_text(name) ? name : "an object";
    return 1;
  };
  const herr_t seen = H5Lvisit(object.get(), H5_INDEX_NAME, H5_ITER_NATIVE, look, &search);
  if (seen < 0) parent.refuse(fmt::format("{}: {}", child, h5_message()));
  if (seen > 0) refuse(child + '/' + search.bad);
}

void delete_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) > 0 && H5Adelete(object, name) < 0)
    throw IoError(fmt::format("attribute {}: {}", name, h5_message()));
}

/// References are addresses in the file that was copied from; those of a case's dimensions are made anew.
void attach_scales(const H5Node& group) {
  for (const char* name : {"rank", "sample"})
    if (group.has(name)) delete_attribute(group.dataset(name).id(), "REFERENCE_LIST");
  if (!group.has("samples")) return;
  const H5Node samples = group.dataset("samples");
  delete_attribute(samples.id(), "DIMENSION_LIST");
  unsigned dimension = 0;
  for (const char* name : {"rank", "sample"}) {
    if (group.has(name)) {
      const H5Node scale = group.dataset(name);
      if (H5DSattach_scale(samples.id(), scale.id(), dimension) < 0)
        throw IoError("dimensions of samples: " + h5_message());
    }
    ++dimension;
  }
}

std::vector<std::string> attribute_names(const H5Node& node) {
  std::vector<std::string> names;
  const H5A_operator2_t keep = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  if (H5Aiterate2(node.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, keep, &names) < 0)
    node.refuse(h5_message());
  return names;
}

/// Of any type, its bytes as they are.
void copy_attribute(const H5Node& from, const std::string& name, hid_t to) {
  const H5Handle attribute(H5Aopen(from.id(), name.c_str(), H5P_DEFAULT), H5Aclose);
  const H5Handle type(H5Aget_type(attribute.get()), H5Tclose);
  const H5Handle space(H5Aget_space(attribute.get()), H5Sclose);
  const hssize_t count = space.get() < 0 ? -1 : H5Sget_simple_extent_npoints(space.get());
  const std::size_t size = type.get() < 0 ? 0 : H5Tget_size(type.get());
  if (count < 0 || size == 0 || static_cast<std::size_t>(count) > kTextBytesMax / size)
    from.refuse(fmt::format("attribute {} is larger than 1 MiB, or damaged", name));
  std::vector<std::byte> bytes(static_cast<std::size_t>(count) * size + 1);
  const H5Handle copy(H5Acreate2(to, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT),
                      H5Aclose);
  const bool good =
      copy.get() >= 0 && (count == 0 || (H5Aread(attribute.get(), type.get(), bytes.data()) >= 0 &&
                                         H5Awrite(copy.get(), type.get(), bytes.data()) >= 0));
  // Texts of variable length are pointers in these bytes, which HDF5 made.
  H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, bytes.data());
  if (!good) from.refuse(fmt::format("attribute {} can't be copied: {}", name, h5_message()));
}

}  // namespace

StudyCopy::StudyCopy(hid_t study)
    : launches_(create_group(study, "launch")), merged_(create_group(study, "merged")) {}

void StudyCopy::add_launch(const H5Node& root, const std::string& ulid,
                           const std::vector<CaseIndex>& cases) const {
  const H5Node launches = root.group("launch");
  require_self_contained(launches, ulid, scale_places(cases));
  copy_object(launches, ulid, launches_.get());
  const H5Node copied(H5Handle(H5Gopen2(launches_.get(), ulid.c_str(), H5P_DEFAULT), H5Gclose), root.place());
  const H5Node groups = copied.group("case");
  for (const CaseIndex& row : cases) attach_scales(groups.group(row.id));
}

void StudyCopy::add_rest(const H5Node& root) const {
  std::string hash;
  AttributeReader(root.id(), root.place())("hash", hash);
  if (H5Lexists(merged_.get(), hash.c_str(), H5P_DEFAULT) > 0) return;
  const H5Handle origin = create_group(merged_.get(), hash);
  if (!attributes_are_sound(root.id(), "", {}))
    root.refuse("an attribute refers to another object: not joined");
  for (const std::string& name : attribute_names(root)) copy_attribute(root, name, origin.get());
  for (const std::string& name : root.names(kObjectsMax)) {
    if (name == "launch") continue;
    require_self_contained(root, name, {});
    if (name != "merged") {
      copy_object(root, name, origin.get());
      continue;
    }
    const H5Node earlier = root.group(name);
    for (const std::string& joined : earlier.names(kObjectsMax))
      if (H5Lexists(merged_.get(), joined.c_str(), H5P_DEFAULT) <= 0)
        copy_object(earlier, joined, merged_.get());
  }
}

}  // namespace gpubench::results
