"""Faults in what a record says of its surroundings: a secret that gets out, a fact that is another's, a rank not heard."""
from mutation import mutations_of

FINGERPRINT_MUTATIONS = [
    *mutations_of(
        "test_harness", "harness/fingerprint/gather.cpp",
        # What another rank says of a scope is taken for everybody's.
        ("digests[rank].substr(slice * kDigits, kDigits)", "digests[0].substr(slice * kDigits, kDigits)"),
        # Every rank sends its whole table.
        ("speakers.asked += ranks.empty() ? '1' : '0';", "speakers.asked += '1';"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/hash_store.cpp",
        # A store that anybody may write is believed.
        ("(status.st_mode & (S_IWGRP | S_IWOTH)) != 0)\n    return {};", "false)\n    return {};"),
        # A link leads to another user's store.
        ("O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK", "O_RDONLY | O_CLOEXEC | O_NONBLOCK"),
        # Images whose files have all one time of modification are taken for each other.
        ("nanoseconds(status.st_ctim),", "0,"),
        # Two builds of an image on squashfs are taken for each other.
        ("if (status.st_ctim.tv_nsec != 0) return identity;", "return identity;"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/file_hashes.cpp",
        # Who waited for another process computes it all again.
        ("if (turn) take(store_->load());", ""),
        # A file that is still being written is kept as it was.
        ("if (identity.changed < nanoseconds_since_1970() - kSettled) fresh", "fresh"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/package.cpp",
        # Removed packages count as installed.
        ('!status.ends_with(" installed")', "false"),
        # Two architectures of one package become one.
        ("one.architecture != own && one.architecture != \"all\"", "false"),
        # A token in a version gets into the record.
        ("if (is_issued_token(package.name) || is_issued_token(package.version)) continue;", ""),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/kernel.cpp",
        # The kernel's whole command line, disks and addresses with it.
        ('if (kOptions.find(" " + name + " ") == std::string_view::npos) continue;', ""),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/private_words.cpp",
        # The password after --password.
        ("if (!objection && after_secret)", "if (false)"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/secrets.cpp",
        # Short tokens of known issuers.
        ("return has_issuers_front(text) || has_unbroken_run(text);", "return has_unbroken_run(text);"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/collect.cpp",
        # Everything is gathered again at every end.
        ("const bool any = !now.empty();", "const bool any = true;"),
        # What came while measuring is noticed and forgotten.
        ("append(facts, std::move(now));", ""),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/network.cpp",
        # An adapter's address, in its name.
        ("return is_address ? name.substr(0, end + 1) : name;", "return name;"),
    ),
    *mutations_of(
        "test_harness", "harness/fingerprint/facts.cpp",
        # A variable of a megabyte makes a record that no reader takes.
        ("plain(text, kFactValueMax)", "plain(text, text.size())"),
    ),
]
