/// PatternData: fills arrays on a device with a pattern and checks them there.
#pragma once
#include <fmt/format.h>

#include <span>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/numerics/verdict.hpp"
#include "kernels/host/pattern.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's.
template <class T>
struct PatternKernels {
  void (*fill)(Stream&, const kernels::PatternFillArguments<T>&);
  void (*check)(Stream&, const kernels::PatternCheckArguments<T>&);
};

/// Element i is to be values[i mod values.size()].
template <class T>
class PatternData {
 public:
  PatternData(PatternKernels<T> kernels, Backend& backend, std::size_t period)
      : kernels_(kernels),
        threads_(backend.threads()),
        stream_(backend.make_stream()),
        values_(backend, period),
        findings_(backend, 1) {}

  void fill(const Array<T>& data, std::span<const T> values) const {
    values_.upload(values);
    kernels_.fill(*stream_, {data.data(), data.size(), values_.data(), values.size(), threads_});
    stream_->synchronize();
  }

  /// Every element, bit by bit, and the digest of them all.
  Verdict judge(const Array<T>& data, std::span<const T> values) const {
    values_.upload(values);
    findings_.upload(std::span(&kernels::kNothingFound, 1));
    kernels_.check(*stream_,
                   {data.data(), data.size(), values_.data(), values.size(), findings_.data(), threads_});
    stream_->synchronize();
    const kernels::PatternFindings found = findings_.download()[0];
    Verdict verdict;
    verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.correctness = Correctness::identical;
    verdict.checked = verdict.total = data.size();
    verdict.digest = Digest{found.digest_first, found.digest_second};
    if (found.first_difference >= data.size()) return verdict;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = found.first_difference;
    T value{};
    data.download(std::span(&value, 1), verdict.worst_index);
    verdict.detail = fmt::format("element {} is {}, not {}", verdict.worst_index, value,
                                 values[verdict.worst_index % values.size()]);
    return verdict;
  }

 private:
  PatternKernels<T> kernels_;
  int threads_;
  std::unique_ptr<Stream> stream_;
  Array<T> values_;
  Array<kernels::PatternFindings> findings_;
};

}  // namespace gpubench
