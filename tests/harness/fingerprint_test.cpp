#include "harness/fingerprint/fingerprint.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/fingerprint/container.hpp"
#include "harness/fingerprint/environment.hpp"
#include "harness/fingerprint/operating_system.hpp"
#include "harness/fingerprint/processor.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::HasSubstr;
using testing::Not;

std::optional<std::string> value(const std::vector<Fact>& facts, const std::string& key) {
  for (const Fact& fact : facts)
    if (fact.key == key) return fact.value;
  return std::nullopt;
}

std::optional<std::string> hash(const std::vector<Fact>& facts, const std::string& scope) {
  for (const Fact& fact : facts)
    if (fact.scope == scope && fact.key == "sha256") return fact.value;
  return std::nullopt;
}

std::vector<Fact> some_facts() {
  return {{"image", "os.id", "debian", ""},
          {"host", "cpu.model", "A", ""},
          {"run", "variable.OMP_NUM_THREADS", "2", ""}};
}

TEST(Fingerprint, OsReleaseIsUnquoted) {
  const auto facts =
      parse_os_release("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n");
  EXPECT_EQ(value(facts, "os.name"), "Debian GNU/Linux 12 (bookworm)");
  EXPECT_EQ(value(facts, "os.id"), "debian");
  EXPECT_EQ(value(facts, "os.version"), "12");
  EXPECT_TRUE(parse_os_release("NAME=\"\"\nnothing\n").empty());
}

TEST(Fingerprint, ProcessorsOfX86AndArm) {
  const auto x86 = parse_cpuinfo(
      "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 167\nmodel name\t: Intel(R) "
      "Xeon(R)\n"
      "microcode\t: 0x1\nphysical id\t: 0\nflags\t\t: fpu hypervisor\n\nprocessor\t: 1\nphysical id\t: 1\n");
  EXPECT_EQ(value(x86, "cpu.model"), "Intel(R) Xeon(R)");
  EXPECT_EQ(value(x86, "cpu.model_number"), "167");
  EXPECT_EQ(value(x86, "cpu.microcode"), "0x1");
  EXPECT_EQ(value(x86, "cpu.count"), "2");
  EXPECT_EQ(value(x86, "cpu.sockets"), "2");
  EXPECT_EQ(value(x86, "hypervisor"), "yes");
  const auto arm =
      parse_cpuinfo("processor\t: 0\nFeatures\t: fp asimd sve\nCPU implementer\t: 0x41\nCPU part\t: 0xd4f\n");
  EXPECT_EQ(value(arm, "cpu.part"), "0xd4f");
  EXPECT_EQ(value(arm, "cpu.features"), "fp asimd sve");
  EXPECT_EQ(value(arm, "hypervisor"), std::nullopt);  // Arm has no such flag: not known, not "no"
  EXPECT_TRUE(parse_cpuinfo("").empty());
}

TEST(Fingerprint, MitigationsAndSettingsAreRead) {
  const CapturedTree tree(
      {{"/sys/devices/system/cpu/vulnerabilities/meltdown", "Not affected\n"},
       {"/sys/devices/system/cpu/vulnerabilities/retbleed", "Mitigation: Enhanced IBRS\n"},
       {"/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n"},
       {"/sys/kernel/mm/transparent_hugepage/defrag", "always madvise never\n"},
       {"/sys/devices/system/cpu/isolated", "\n"}});
  const auto facts = collect_kernel_settings(tree.files());
  EXPECT_EQ(value(facts, "vulnerability.retbleed"), "Mitigation: Enhanced IBRS");
  EXPECT_EQ(value(facts, "vulnerability.meltdown"), std::nullopt);
  EXPECT_EQ(value(facts, "transparent_huge_pages.enabled"), "madvise");
  EXPECT_EQ(value(facts, "transparent_huge_pages.defrag"), std::nullopt);
  EXPECT_EQ(value(facts, "cpus.isolated"), std::nullopt);
  EXPECT_EQ(value(facts, "clock_source"), std::nullopt);
}

TEST(Fingerprint, MemoryAndFrequencyAreRead) {
  const auto memory = parse_meminfo("MemTotal:       24684096 kB\nHugePages_Total:       0\n");
  EXPECT_EQ(value(memory, "memory.total"), "24684096 kB");
  EXPECT_EQ(value(memory, "memory.huge_pages"), "0");  // there and none: a fact
  EXPECT_EQ(value(memory, "memory.swap"), std::nullopt);
  const CapturedTree tree{{"/sys/devices/system/cpu/cpu3/cpufreq/scaling_governor", "performance\n"},
                          {"/sys/devices/system/cpu/intel_pstate/no_turbo", "1\n"}};
  Place place;
  place.cpus = {3};
  const auto facts = collect_frequency(tree.files(), place);
  EXPECT_EQ(value(facts, "clock.governor"), "performance");
  EXPECT_EQ(value(facts, "clock.intel_no_turbo"), "1");
  EXPECT_EQ(value(facts, "clock.boost"), std::nullopt);
}

TEST(Fingerprint, ContainersAreNamedByKindOnly) {
  EXPECT_EQ(find_container(CapturedTree{{"/run/.containerenv", "name=\"anns-box\"\n"}}.files()), "podman");
  EXPECT_EQ(find_container(CapturedTree{{"/.dockerenv", ""}}.files()), "docker");
  EXPECT_EQ(find_container(CapturedTree{{"/proc/self/cgroup", "4:memory:/kubepods/docker/4f\n"}}.files()),
            "kubernetes");
  EXPECT_EQ(find_container(CapturedTree{{"/proc/self/cgroup", "0::/user.slice\n"}}.files()), std::nullopt);
}

TEST(Fingerprint, VariablesAreOfKnownFamiliesAndNotPerRank) {
  for (const char* name : {"OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "NCCL_ALGO", "OMPI_MCA_btl",
                           "LD_LIBRARY_PATH", "PMIX_MCA_gds", "PYTORCH_CUDA_ALLOC_CONF",
                           "NVIDIA_TF32_OVERRIDE", "GLIBC_TUNABLES", "DNNL_MAX_CPU_ISA"})
    EXPECT_TRUE(is_recorded_variable(name)) << name;
  for (const char* name : {"HOME", "AWS_SECRET_ACCESS_KEY", "OMPI_COMM_WORLD_RANK", "OMPI_MCA_orte_hnp_uri",
                           "OMPI_MCA_ess_base_vpid", "PMIX_RANK", "SLURM_PROCID", "OMP", "GPUBENCH_PAIR",
                           "GPUBENCH_CASES", "GPUBENCH_BATCHES"})
    EXPECT_FALSE(is_recorded_variable(name)) << name;
}

TEST(Fingerprint, PlantedSecretsDoNotAppear) {
  const Privacy privacy("/data/people/ann", "annika", "node17.example.org");
  const std::vector<std::string> planted = {
      "NCCL_TOKEN=hunter2",
      "CUDA_API_KEY=abc",
      "MKL_LICENSE=ghp_16C7e42F292c6912E7710c838347Ae178B4a",
      "OMP_TOOL_LIBRARIES=/data/people/ann/tool.so",
      "LD_LIBRARY_PATH=/home/ben/lib:/usr/lib",
      "LD_PRELOAD=/root/x.so",
      "OMP_TOOL=tool.so build id ghp_16C7e42F292c6912E7710c838347Ae178B4a",
      "NCCL_COMM_ID=192.0.2.7:4711",
      "NCCL_SOCKET_IFNAME=fd00::2",
      "UCX_NET=https://ben:pw@registry",
      "OMPI_MCA_plm=rsh@node17",
      "HWLOC_XMLFILE=/scratch/annika/topo.xml",
      "SECRET_OF_MINE=hunter3"};
  std::string text = facts_to_text(parse_environment(planted, privacy));
  for (const char* secret :
       {"hunter", "abc", "ghp_", "people", "ben", "root/", "192", "fd00", "pw", "node17", "annika"})
    EXPECT_THAT(text, Not(HasSubstr(secret)));
  EXPECT_THAT(text, HasSubstr("left out: a home folder"));
  EXPECT_THAT(text, HasSubstr("NCCL_TOKEN"));
}

TEST(Fingerprint, OtherHostsNamesDoNotAppear) {
  const Privacy privacy("/data/people/ann", "annika", "node17");
  const auto facts = parse_environment({"NCCL_COMM_ID=meeting", "OMPI_MCA_foo_server=login1.lab",
                                        "UCX_X=node18:1234", "NCCL_IB_HCA=mlx5_0:1", "NCCL_X=nccl.conf"},
                                       privacy);
  EXPECT_EQ(value(facts, "variable.NCCL_COMM_ID"), "(left out: an address)");
  EXPECT_EQ(value(facts, "variable.OMPI_MCA_foo_server"), "(left out: the name of a host)");
  EXPECT_EQ(value(facts, "variable.UCX_X"), "(left out: the name of a host)");
  EXPECT_EQ(value(facts, "variable.NCCL_IB_HCA"), "mlx5_0:1");
  EXPECT_EQ(value(facts, "variable.NCCL_X"), "nccl.conf");
}

TEST(Fingerprint, WhatWouldSpoilATerminalOrARecordIsTamed) {
  FactList list("run");
  list.add("a\x1b[31m\nb", "1\t2\x7f");
  list.add(std::string(1000, 'k'), std::string(100000, 'v'));
  list.add("nothing", " \n");
  const auto facts = list.take();
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0], (Fact{"run", "a [31m b", "1 2 ", ""}));
  EXPECT_LT(facts[1].key.size(), 300U);
  EXPECT_LT(facts[1].value.size(), 9000U);
  EXPECT_THAT(facts[1].value, testing::EndsWith("vvv... (of 100000 bytes)"));
}

TEST(Fingerprint, OfPathsOnlyThoseOfHomesAreLeftOutAndLibrariesKeepTheirNames) {
  const Privacy privacy("/data/people/ann", "annika", "node17");
  const auto facts =
      parse_environment({"LD_LIBRARY_PATH=/home/ben/lib:/opt/hdf5/lib::/data/people/ann/x",
                         "LD_PRELOAD=/home/ben/libjemalloc.so.2 /usr/lib/libprof.so /root/libannika.so"},
                        Privacy("/data/people/ann", "libannika", "node17"));
  EXPECT_EQ(value(facts, "variable.LD_LIBRARY_PATH"),
            "(left out: a home folder):/opt/hdf5/lib::(left out: a home folder)");
  EXPECT_EQ(value(facts, "variable.LD_PRELOAD"),
            "(left out: a home folder)/libjemalloc.so.2 /usr/lib/libprof.so (left out: a home folder)");
  EXPECT_EQ(value(parse_environment({"LD_PRELOAD="}, privacy), "variable.LD_PRELOAD"), "(empty)");
}

TEST(Fingerprint, OrdinaryValuesAreKept) {
  const Privacy privacy("/data/people/ann", "ann", "node17");
  for (const char* kept :
       {"2", "Haswell", "close", "{0:4},{4:4}", "/usr/lib/x86_64-linux-gnu:/opt/hdf5/lib", "^openib,ucx",
        "annotate", "/opt/lib::/usr/lib", "libblas.so.3 build id 6ffff327a5c4c1a62251c33068697aa59cf385ff",
        "GNU 12.2.0  -O3 -DNDEBUG", "0,1,2,3,4,5,6,7,8,9,10,11,12,13",
        "glibc.malloc.mmap_threshold=4294967296"})
    EXPECT_EQ(privacy.objection("OMP_X", kept), std::nullopt) << kept;
}

TEST(Fingerprint, EqualFactsBecomeOneWithItsRanks) {
  auto other = some_facts();
  other[1].value = "B";
  const auto merged = merge_facts({some_facts(), some_facts(), other, some_facts()});
  EXPECT_EQ(merged[0], (Fact{"image", "os.id", "debian", "0-3"}));
  const auto a = std::find_if(merged.begin(), merged.end(), [](const Fact& f) { return f.value == "A"; });
  ASSERT_NE(a, merged.end());
  EXPECT_EQ(a->ranks, "0-1,3");
  EXPECT_EQ((a + 1)->value, "B");
  EXPECT_EQ((a + 1)->ranks, "2");
}

TEST(Fingerprint, HashesOfIdenticalMachinesAreEqualWhateverTheRanks) {
  const auto one = merge_facts({some_facts()});
  const auto many = merge_facts(std::vector<std::vector<Fact>>(8, some_facts()));
  for (const char* scope : {"image", "host", "run"}) {
    EXPECT_EQ(hash(one, scope), hash(many, scope));
    EXPECT_TRUE(hash(one, scope).has_value());
  }
  EXPECT_EQ(hash(one, "device"), std::nullopt);
  // printf %s '[["os.id","debian"]]' | sha256sum
  EXPECT_EQ(hash(one, "image"), "75910ec3c5d8fe946c9dd6cf9d3fdcffd77d84bc7bf34a01ae75c29c62cff27c");
}

TEST(Fingerprint, OneChangedFactChangesOnlyItsScopesHash) {
  const auto before = merge_facts({some_facts()});
  for (std::size_t i = 0; i < 3; ++i) {
    auto changed = some_facts();
    changed[i].value += "x";
    const auto after = merge_facts({changed});
    for (const Fact& fact : some_facts())
      EXPECT_EQ(hash(before, fact.scope) == hash(after, fact.scope), fact.scope != changed[i].scope);
  }
}

TEST(Fingerprint, TextForGatheringRoundTrips) {
  EXPECT_EQ(facts_from_text(facts_to_text(some_facts())), some_facts());
  EXPECT_THROW(facts_from_text("{"), std::invalid_argument);
  EXPECT_THROW(facts_from_text("[[1]]"), std::invalid_argument);
  EXPECT_NO_THROW(facts_to_text({{"run", "variable.OMP_X", "\xff\xfe", ""}}));
}

TEST(Fingerprint, ShownForPeopleAndMachines) {
  auto other = some_facts();
  other[2].value = "4";
  const auto merged = merge_facts({some_facts(), other});
  const std::string text = fingerprint_text(merged);
  EXPECT_THAT(text, HasSubstr("variable.OMP_NUM_THREADS  4  (ranks 1)"));
  EXPECT_THAT(text, HasSubstr("debian\n"));
  const auto json = nlohmann::json::parse(fingerprint_json(merged));
  EXPECT_EQ(json.at("image").at("sha256"), hash(merged, "image"));
  EXPECT_EQ(json.at("run").at("facts").size(), 2u);
}

TEST(Fingerprint, OfThisProcessIsSortedAndPrivate) {
  setenv("NCCL_PLANTED", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", 1);
  setenv("OMP_PLANTED", "seen", 1);
  const auto facts = collect_facts({{"openblas.core", "Haswell"}, {"openblas.config", "/home/builder/x"}});
  unsetenv("NCCL_PLANTED");
  unsetenv("OMP_PLANTED");
  const std::string text = facts_to_text(facts);
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  EXPECT_THAT(text, Not(HasSubstr("ghp_")));
  EXPECT_THAT(text, Not(HasSubstr("builder")));
  EXPECT_EQ(value(facts, "variable.OMP_PLANTED"), "seen");
  EXPECT_EQ(value(facts, "openblas.core"), "Haswell");
  EXPECT_TRUE(value(facts, "gpubench.build_id").has_value());
  EXPECT_TRUE(value(facts, "gpubench.sha256").has_value());
  EXPECT_TRUE(value(facts, "library.libc").has_value());
  EXPECT_EQ(value(facts, "hdf5"), value(facts, "build.hdf5"));
  EXPECT_EQ(facts.front().scope, "image");
  EXPECT_EQ(facts.back().scope, "run");
  for (const Fact& fact : facts) {
    EXPECT_FALSE(fact.value.empty()) << fact.key;
    EXPECT_NE(fact.value, host) << fact.key;
  }
}

}  // namespace
}  // namespace gpubench
