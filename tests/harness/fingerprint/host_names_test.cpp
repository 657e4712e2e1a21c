#include "harness/fingerprint/host_names.hpp"

#include <gtest/gtest.h>

#include <string>

namespace gpubench {
namespace {

TEST(HostNames, FullNamesAndHostsWithAPortAreTold) {
  for (const char* value :
       {"node17:4711", "login1.lab", "login1.lab.", "node17.example.org:22", "gpu-03:65535",
        "tcp,if=login1.lab,x", "img registry.lab:5000 x", "registry:5000/image", "registry.lab/group/image:1",
        "server.lab:/export", "a:node.cluster.internal:b", "[login1.lab]", "10.lab.example"})
    EXPECT_TRUE(names_a_host(value)) << value;
}

TEST(HostNames, WhatOnlyLooksSoIsNone) {
  for (const char* value : {"",
                            "node17",
                            "mlx5_0:1",
                            "=mlx5_0:1,mlx5_2:1",
                            "ib0:1",
                            "core:16 pu:2",
                            "ppr:128:node:PE=2",
                            "0.3.21",
                            "1.2.rc",
                            "12:30",
                            "2026-01-02T03:04:05Z",
                            "C.UTF-8",
                            "en_US.UTF-8",
                            "nccl.conf",
                            "libblas.so.3",
                            "tool.so",
                            "/opt/nvidia/hpc.sdk/lib",
                            "/usr/lib:/opt/some.where/lib",
                            "./run.here",
                            "glibc.malloc.check=3:glibc.cpu.hwcaps=-AVX2",
                            "max_split_size_mb:128",
                            "{0:4},{4:4}",
                            "e.g. this",
                            "It ends. Here",
                            "docker.io/library/debian:12",
                            "sha256:4f3a2b1c",
                            "^openib,ucx",
                            "2:100000",
                            "...",
                            "ofi_rxm.x"})
    EXPECT_FALSE(names_a_host(value)) << value;
}

TEST(HostNames, AWordOfAnyLengthIsLookedThrough) {
  EXPECT_FALSE(names_a_host(std::string(200'000, 'a')));
  EXPECT_FALSE(names_a_host(std::string(200'000, '.')));
  EXPECT_FALSE(names_a_host(std::string(200'000, ':')));
  EXPECT_TRUE(names_a_host(std::string(200'000, 'a') + ".lab"));
}

}  // namespace
}  // namespace gpubench
