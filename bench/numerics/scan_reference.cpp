#include "bench/numerics/scan_reference.hpp"

#include <fmt/format.h>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/sum_reference.hpp"

namespace gpubench {

template <class T>
void ScanJudge<T>::take(std::span<const T> piece) {
  terms_.resize(piece.size());
  fill_terms(std::span(terms_), Family::exact, seed_, tensor_, taken_, threads_);
  digest_ = digest_ + digest_of(piece, taken_, threads_);
  for (std::size_t i = 0; i < piece.size(); ++i) {
    sum_ += static_cast<std::int64_t>(terms_[i]);
    if (!(piece[i] == static_cast<T>(sum_)) && detail_.empty()) note_wrong(taken_ + i, piece[i]);
  }
  taken_ += piece.size();
}

template <class T>
void ScanJudge<T>::note_wrong(std::uint64_t index, T value) {
  worst_index_ = index;
  detail_ = fmt::format("element {} is {}, not {}", index, value, sum_);
}

template <class T>
Verdict ScanJudge<T>::verdict() const {
  Verdict verdict;
  verdict.family = to_string(Family::exact);
  verdict.checked = verdict.total = taken_;
  verdict.digest = digest_;
  verdict.worst_index = worst_index_;
  verdict.detail = taken_ > 0 ? detail_ : "no element was compared with the reference";
  verdict.correctness = verdict.detail.empty() ? Correctness::identical : Correctness::wrong;
  return verdict;
}

template class ScanJudge<std::int32_t>;
template class ScanJudge<float>;

}  // namespace gpubench
