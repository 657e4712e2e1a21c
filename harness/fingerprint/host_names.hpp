/// Names of hosts that a value holds, other than this process's own, which Privacy looks for.
#pragma once
#include <string_view>

namespace gpubench {

/// Whether a word of the value is host:port ("node17:4711"), or a host's full name ("login1.lab"), also with
/// a port or a path behind it. Not: an absolute path, a file's name ("nccl.conf"), a number or version, a
/// port of an adapter ("mlx5_0:1"), the tunables of the C library, the registries that everybody uses
/// ("docker.io").
bool names_a_host(std::string_view value);

}  // namespace gpubench
