/// The trial of fft.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/fft/plan.hpp"
#include "bench/numerics/fft_reference.hpp"

namespace gpubench {

/// Forward transforms of family R are timed. verify() judges them by check_fft(), their inverse by
/// check_fft_inverse(), then transforms once more: BOUNDED where the bits differ from before although the
/// library promises that they do not. type: f32, f64.
/// Throws std::bad_alloc.
std::unique_ptr<Trial> make_fft_trial(DataType type, const FftShape& shape, std::unique_ptr<FftPlan> plan,
                                      Context& context);

}  // namespace gpubench
