#include "harness/fingerprint/image.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "results/hash.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Fact image_fact(const std::string& key, const std::string& value) {
  return {"image", key, value, ""};
}

std::vector<Fact> facts_of(const CapturedTree& tree) {
  FileHashes hashes;
  return collect_image(tree.files(), hashes);
}

TEST(Image, WhatItsBuildBakedInIsKept) {
  const std::string digest = "sha256:" + std::string(64, '4'), lock = "sha256:" + std::string(64, 'a');
  EXPECT_THAT(
      parse_image_json(fmt::format(
          R"({{"name": "gpubench/cuda", "digest": "{}", "lock": "{}", "builder": "ann", "name2": 1}})",
          digest, lock)),
      ElementsAre(image_fact("image.digest", digest), image_fact("image.lock", lock),
                  image_fact("image.name", "gpubench/cuda")));
  for (const char* broken : {"", "{", "[]", "{\"name\": 1}", "\xff\xfe"})
    EXPECT_THAT(parse_image_json(broken), IsEmpty()) << broken;
}

TEST(Image, WhatItsBuildSaysOfPersonsAndPlacesIsLeftOut) {
  for (const char* name : {"/data/ann/img", "x /home/ann/img", "registry.lab:5000/img", "registry:5000/img",
                           "ann@lab.example", "img 10.1.2.3", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"})
    EXPECT_THAT(parse_image_json(fmt::format(R"({{"name": "{}"}})", name)),
                ElementsAre(testing::Field(&Fact::value, testing::StartsWith("(left out: "))))
        << name;
  const std::string hex(64, '4');
  for (const std::string& digest : {std::string("10.1.2.3"), hex, "sha256:" + hex.substr(1),
                                    "sha256:" + hex + "4", "sha256:" + hex.substr(1) + "g", "sha512:" + hex})
    for (const char* key : {"digest", "lock"})
      EXPECT_THAT(parse_image_json(fmt::format(R"({{"{}": "{}"}})", key, digest)),
                  ElementsAre(image_fact(std::string("image.") + key, "(left out: no sha256)")))
          << digest;
  EXPECT_THAT(parse_labels(R"({"base": "registry.lab:5000/base:1"})"),
              ElementsAre(image_fact("image.label.base", "(left out: the name of a host)")));
  EXPECT_THAT(parse_labels(R"({"base": "docker.io/library/debian:12"})"),
              ElementsAre(image_fact("image.label.base", "docker.io/library/debian:12")));
}

TEST(Image, LabelsAreKeptButNoAddressesAndSecrets) {
  const auto facts = parse_labels(R"({"org.label-schema.usage.singularity.version": "3.11.4",
    "maintainer": "Ann <ann@example.org>", "org.opencontainers.image.source": "https://example.org/x",
    "build.token": "hunter2", "number": 7})");
  EXPECT_THAT(
      facts,
      ElementsAre(image_fact("image.label.build.token", "(left out: its name is that of a secret)"),
                  image_fact("image.label.maintainer", "(left out: a person or a place)"),
                  image_fact("image.label.org.label-schema.usage.singularity.version", "3.11.4"),
                  image_fact("image.label.org.opencontainers.image.source", "(left out: an address)")));
}

TEST(Image, LabelsThatNameAPersonOrAPlaceAreLeftOut) {
  for (const char* label :
       {R"({"maintainer": "Ann Example"})", R"({"org.opencontainers.image.authors": "Ann"})",
        R"({"org.label-schema.usage.singularity.deffile.from": "reg.example/base"})",
        R"({"base": "/scratch/ann/base.sif"})"})
    EXPECT_THAT(parse_labels(label),
                ElementsAre(testing::Field(&results::Fact::value, "(left out: a person or a place)")))
        << label;
}

TEST(Image, ACommitIsNoSecretWhereItsLabelSaysSo) {
  const std::string commit = "4f3a2b1c4f3a2b1c4f3a2b1c4f3a2b1c4f3a2b1c",
                    key = "image.label.org.opencontainers.image.";
  const auto label = [&](const std::string& name, const std::string& value) {
    return parse_labels("{\"org.opencontainers.image." + name + "\": \"" + value + "\"}");
  };
  EXPECT_THAT(label("revision", commit), ElementsAre(image_fact(key + "revision", commit)));
  for (const auto& [name, value] : {std::pair<std::string, std::string>{"title", commit},
                                    {"revision", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"},
                                    {"revision", commit.substr(1)}})
    EXPECT_THAT(label(name, value),
                ElementsAre(image_fact(key + name, "(left out: it looks like a secret)")));
}

TEST(Image, PackagesOfEveryManagerAreFound) {
  const CapturedTree tree{
      {"/var/lib/dpkg/status", "Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\n"},
      {"/var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12.4\n"},
      {"/var/lib/dpkg/status.d/base.md5sums", "Package: not-one\nVersion: 1\n"},
      {"/lib/apk/db/installed", "P:musl\nV:1.2.4-r2\n"},
      {"/usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA", "Name: PyYAML\nVersion: 6.0\n"},
      {"/usr/local/lib/python3.12/dist-packages/torch-2.9.0.dist-info/METADATA",
       "Name: torch\nVersion: 2.9.0\n"},
      {"/opt/conda/lib/python3.11/site-packages/numpy-2.1.0.dist-info/METADATA",
       "Name: numpy\nVersion: 2.1.0\n"},
      {"/opt/conda/envs/lab/lib/python3.10/site-packages/numpy-1.26.4.dist-info/METADATA",
       "Name: numpy\nVersion: 1.26.4\n"},
      {"/usr/lib/python3/dist-packages/lxml-4.9.2.egg-info/PKG-INFO", "Name: lxml\nVersion: 4.9.2\n"},
      {"/usr/lib/python3/dist-packages/crcmod-1.7.egg-info", "Name: crcmod\nVersion: 1.7\n"},
      {"/opt/conda/conda-meta/nccl-2.21.5-h3a97aeb_0.json", "{}"}};
  const auto facts = facts_of(tree);
  for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"package.dpkg.libc6", "2.36-9"},
           {"package.dpkg.base-files", "12.4"},
           {"package.apk.musl", "1.2.4-r2"},
           {"package.python.pyyaml", "6.0"},
           {"package.python.torch", "2.9.0"},
           {"package.python.numpy", "2.1.0"},
           {"package.python.numpy", "1.26.4"},
           {"package.python.lxml", "4.9.2"},
           {"package.python.crcmod", "1.7"},
           {"package.conda.nccl", "2.21.5 h3a97aeb_0"}})
    EXPECT_THAT(facts, Contains(image_fact(key, value)));
  EXPECT_EQ(facts.size(), 10U);
}

TEST(Image, APipeOrADeviceInAPackagesPlaceIsNoPackage) {
  const CapturedTree tree{
      {"/opt/x/lib/python3.11/site-packages/y.dist-info/RECORD", ""},
      {"/opt/x/lib/python3.11/site-packages/z.dist-info/RECORD", ""},
      {"/opt/x/lib/python3.11/site-packages/a.dist-info/METADATA", "Name: a\nVersion: 1\n"}};
  const auto folder = tree.files().path("/opt/x/lib/python3.11/site-packages");
  ASSERT_EQ(mkfifo((folder / "y.dist-info/METADATA").c_str(), 0600), 0);
  std::filesystem::create_symlink("/dev/zero", folder / "z.dist-info/METADATA");
  EXPECT_THAT(facts_of(tree), ElementsAre(image_fact("package.python.a", "1")));
}

// 5 folders are looked at wherever they are; 59 of /opt fill the 64.
TEST(Image, OfEnvironmentsByTheHundredTheFirstAreReadAndTheRestIsTold) {
  const auto tree_of = [](int environments) {
    CapturedTree tree;
    for (int i = 0; i < environments; ++i)
      tree.write(fmt::format("/opt/e{:03}/lib/python3.11/site-packages/p{}-1.dist-info/METADATA", i, i),
                 fmt::format("Name: p{}\nVersion: 1\n", i));
    return facts_of(tree);
  };
  const auto told = testing::Field(&Fact::key, "packages.left_out");
  const auto most = tree_of(59);
  EXPECT_THAT(most, Contains(image_fact("package.python.p58", "1")));
  EXPECT_THAT(most, Not(Contains(told)));
  const auto more = tree_of(62);
  EXPECT_THAT(more, Not(Contains(image_fact("package.python.p59", "1"))));
  EXPECT_THAT(more, Contains(image_fact("packages.left_out", "Python's and conda's of 3 of 67 folders")));
}

TEST(Image, OfRpmTheHashOfItsDatabaseIsToldAndWhyNoMore) {
  const CapturedTree tree{{"/var/lib/rpm/rpmdb.sqlite", "SQLite format 3"}};
  EXPECT_THAT(facts_of(tree),
              ElementsAre(image_fact("packages.rpm.database", results::sha256_hex("SQLite format 3")),
                          image_fact("packages.rpm.list", "not read: it takes rpm's own library")));
  EXPECT_THAT(facts_of(CapturedTree{{"/var/lib/rpm/.empty", ""}}), IsEmpty());
}

TEST(Image, WhatAContainersRuntimePutsInIsNotOfIt) {
  const CapturedTree one{{"/etc/gpubench/image.json", R"({"name": "gpubench"})"},
                         {"/etc/hostname", "node1\n"},
                         {"/etc/hosts", "192.0.2.1 node1\n"},
                         {"/etc/resolv.conf", "nameserver 192.0.2.53\n"},
                         {"/usr/lib/x86_64-linux-gnu/libcuda.so.580.65.06", "driver"}};
  const CapturedTree other{{"/etc/gpubench/image.json", R"({"name": "gpubench"})"}};
  EXPECT_EQ(facts_of(one), facts_of(other));
  EXPECT_THAT(facts_of(one), Not(IsEmpty()));
}

TEST(Image, TheProgramsOwnFileIsHashed) {
  FileHashes hashes;
  const auto facts = collect_image(SystemFiles(), hashes);
  const auto own = hashes.sha256("/proc/self/exe");
  ASSERT_TRUE(own);
  EXPECT_THAT(facts, Contains(image_fact("gpubench.sha256", *own)));
}

}  // namespace
}  // namespace gpubench
