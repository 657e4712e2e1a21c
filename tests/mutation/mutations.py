"""The faults scripts/mutate plants: each is one place, wrong in a way that would change what a user reads.

A fault belongs here when a careless edit could make it and no compiler would see it. `old` is there exactly once.
"""
from exports import EXPORT_MUTATIONS, MANUAL_MUTATIONS, TREND_MUTATIONS
from fingerprint import FINGERPRINT_MUTATIONS
from kernels import KERNEL_MUTATIONS
from mutation import mutations_of
from reports import REPORT_MUTATIONS
from terminal import TERMINAL_MUTATIONS

MUTATIONS = [
    *mutations_of(
        "test_results", "results/journal.cpp",
        # A record with flipped bits is believed.
        ("if (crc_of(payload) != crc)", "if (false && crc_of(payload) != crc)"),
        # What was cut off is not counted.
        ("health_.bytes_ignored = size_ - offset_;\n  health_.damage =\n", "health_.bytes_ignored = offset_;\n  health_.damage =\n"),
        # A dead run counts as complete.
        ("launch.complete = false;", "launch.complete = true;"),
        # Cases after the first are lost.
        ("offset_ += 8 + std::uint64_t{length};", "offset_ = size_;"),
        # An existing journal, someone's only copy, is written over.
        ("O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC", "O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC"),
        # A full disk leaves half a record in the middle.
        ("::ftruncate(descriptor, before) == 0", "::ftruncate(descriptor, before + 1) == 0"),
        # The journal of a run that ends in a moment can't be recovered.
        ("lock_within(file, LOCK_SH, patience)", "lock_within(file, LOCK_SH, patience / 10000)"),
        # What was there is taken for a dead run's, when the run has made its file.
        ("status.st_nlink == 0)", "status.st_nlink == 9)"),
    ),
    *mutations_of(
        "test_results", "results/comparison/duet_gate.cpp",
        # A verdict on fewer pairs than the look takes.
        ("is_gated(*row) && row->paired && row->enough;", "is_gated(*row);"),
    ),
    *mutations_of(
        "test_results", "results/comparison/batches.cpp",
        # Of a candidate that got slow in most launches the few fast ones are judged.
        ("return 2 * (others.measured - others.all) > others.measured;", "return others.measured > others.all;"),
        # Launches left out as slow on one side alone are forgotten.
        ("if (b.smaller > 0 && a.smaller == 0)", "if (b.smaller > b.measured)"),
    ),
    *mutations_of(
        "test_results", "results/statistics/power.cpp",
        # A coarse threshold takes a quiet case out of the gate.
        ("return noise_to_overcome(prior, kLooks.back(), thresholds) > thresholds.margin;",
         "return resolvable_change(prior, kLooks.back(), thresholds) > thresholds.margin;"),
    ),
    *mutations_of(
        "test_harness", "harness/study/launch_series.cpp",
        # What was built anew in the middle of a study is counted with what was there before.
        ("if (known->second != values)", "if (known->second.empty())"),
        # Each launch of a pair chooses its batch anew.
        ("if (order.pair >= 0) order.batches = batches_text(batches_);", ""),
    ),
    *mutations_of(
        "test_harness", "harness/study/study_folder.cpp",
        # Launches of one command are left to the next.
        ('if (!holds_launches(path_)) fs::remove(path_ / "plan.json", ignored);', 'fs::remove(path_ / "plan.json", ignored);'),
    ),
    *mutations_of(
        "test_results", "results/gate/gate.cpp",
        # A change stays excused when its last day is past.
        ("if (rule->until < today) {", "if (today < rule->until) {"),
        # An undecided case counts towards those that must be decided.
        ("row.outcome != Outcome::inconclusive &&", "true &&"),
    ),
    *mutations_of(
        "test_results", "results/statistics/location.cpp",
        # The interquartile mean keeps the slow tail.
        ("return mean(std::span(parted.begin() + cut, parted.end() - cut));",
         "return mean(std::span(parted.begin() + cut, parted.end()));"),
        # A quantile steps where it should glide.
        ("const double share = place - std::floor(place);", "const double share = 0;"),
        # Population in place of sample variance: intervals too narrow.
        ("std::sqrt(squares(clipped) / (count - 1))", "std::sqrt(squares(clipped) / count)"),
        # A 90 % interval under the name of 95 %.
        ("boost::math::quantile(t, 0.975)", "boost::math::quantile(t, 0.95)"),
        # Neighbours that move together pass for independent ones.
        ("return r1 <= 0 ? 1.0 : (1 + r1) / (1 - r1);", "return 1.0;"),
        ("r1 + (1 + 4 * r1) / n", "r1 + (1 - 4 * r1) / n"),
        # Ties get ranks by their place.
        ("0.5 * static_cast<double>(begin + end + 1)", "static_cast<double>(i + 1)"),
        # The first samples count, the last are left out.
        ("for (std::size_t i = n - count * size; i < n; i += size)",
         "for (std::size_t i = 0; i + size <= n; i += size)"),
    ),
    *mutations_of(
        "test_harness", "harness/sampler.cpp",
        # What enqueuing costs the host is in the device's time.
        ("  stream_->hold();\n", ""),
        # A refused launch leaves the device waiting.
        ("    stream_->release();\n    throw;", "    throw;"),
        # The wall clock stops before the device does.
        ("  stream_->synchronize();\n  return {begin, now() - begin};", "  return {begin, now() - begin};"),
        # The host's clock is told under another series' name.
        ("sample.disturbance.values.at(series_.size() - 1)", "sample.disturbance.values.at(0)"),
    ),
    *mutations_of(
        "test_harness", "harness/measure.cpp",
        # The first launch, which loads the kernel, waits behind a held stream.
        ("    sampler_.prepare();\n", ""),
        # A held stream is given more than its queue takes in.
        ("if (sampler_.batch() > batch_max_)", "if (sampler_.batch() > limit_)"),
    ),
    *mutations_of(
        "test_harness", "harness/modules.cpp",
        # A library of hundreds of megabytes is loaded where its driver is missing.
        ("  if (reason_ = missing_requirement(manifest_.required); !reason_.empty()) return false;\n", ""),
    ),
    *mutations_of(
        "test_bench", "bench/native/cycle.hpp",
        # An even cycle: a walk that never moved ends where it must.
        ("return (fitting - 1) | 1;", "return fitting;"),
    ),
    *mutations_of(
        "test_bench", "bench/api/benchmark.cpp",
        # The batch, part of a case's identity, depends on how many threads a machine has.
        ("single.threads = 1;", "single.threads = machine.threads;"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/score.cpp",
        # An error is held against the output's rounding alone, or against S without phi.
        ("tolerance_.phi * tolerance_.u_accumulator * magnitude + own_rounding",
         "tolerance_.u_accumulator * magnitude + own_rounding"),
        # There is a bound where K u has reached 1.
        ("ku < 1 ? ku / (1 - ku) : kInfinity", "ku < 1 ? ku / (1 - ku) : ku"),
        # What gamma_K does not explain is called bounded.
        ("if (!(error <= gamma_ * magnitude + own_rounding)) ++beyond_bound_;", ""),
        # Twice what rounding explains is called statistical.
        ("eta_max_ <= 1 ? Correctness::statistical", "eta_max_ <= 2 ? Correctness::statistical"),
        # NaN where a number must be is overlooked.
        ("return std::isfinite(output);", "return true;"),
    ),
    *mutations_of(
        "test_bench", "kernels/host/mix.hpp",
        # Another finaliser: no other program would compute the same digest.
        ("z ^= z >> 27;", "z ^= z >> 28;"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/digest.cpp",
        # Elements are counted from one.
        ("const std::uint64_t index = first + i;", "const std::uint64_t index = first + i + 1;"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/philox.cpp",
        # Nine rounds, and a key that stands still: random to the eye, not the published generator.
        ("constexpr int kRounds = 10;", "constexpr int kRounds = 9;"),
        ("key[1] += kWeyl1;", "key[1] += kWeyl0;"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/gemm_exact.cpp",
        # Only the first row's sum is compared.
        ("return dot(row, r) == dot(problem.row_of_a(i)", "return i > 0 || dot(row, r) == dot(problem.row_of_a(i)"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/choice.cpp",
        # One factor for all columns: errors that add up to 0 in a row escape.
        ("word(i, seed, tensor) | 1;", "word(i, seed, tensor) | ~std::uint64_t{0};"),
        # Of a large output the same few are judged, whatever the seed.
        ("total <= wanted ? i : word(i, seed, tensor) % total", "i"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/inputs.cpp",
        # -2..4: sums drift, and the value that poisons E would be near.
        ("((word >> 16) * 7) >> 16) - 3", "((word >> 16) * 7) >> 16) - 2"),
        # A shard starts at the beginning of a group of blocks.
        ("std::uint64_t index = first;", "std::uint64_t index = first / kPhiloxWords * kPhiloxWords;"),
    ),
    *mutations_of(
        "test_bench", "bench/numerics/row_check.cpp",
        # What must be exact may be off by what rounding explains.
        ("if (verdict.eta_max > 0) {", "if (verdict.eta_max > 1) {"),
    ),
    *mutations_of(
        "test_bench", "bench/dnn/operation_trial.cpp",
        # Outputs keep what the application before left there.
        ("for (const TypedTensor& output : outputs_) output.upload_poison();", ""),
        # Repeats that differ are taken for alike.
        ("!= digests[i]) repeats_ = false;", "!= digests[i]) repeats_ = true;"),
    ),
    *mutations_of(
        "test_bench", "bench/dnn/attention.cpp",
        # Large scores are never tried: exponentials that overflow go unseen.
        ("has_exact_inputs() const override { return true; }", "has_exact_inputs() const override { return false; }"),
    ),
    *mutations_of(
        "test_bench", "bench/dnn/batch_norm.cpp",
        # The variance that training keeps is not looked at.
        ('add_verdict(verdict, "spread: ",', 'if (false) add_verdict(verdict, "spread: ",'),
    ),
    *EXPORT_MUTATIONS,
    *FINGERPRINT_MUTATIONS,
    *KERNEL_MUTATIONS,
    *MANUAL_MUTATIONS,
    *REPORT_MUTATIONS,
    *TERMINAL_MUTATIONS,
    *TREND_MUTATIONS,
]
