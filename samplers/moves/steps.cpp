#include "samplers/moves/steps.hpp"

#include <algorithm>

#include "kernels/core/math.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {

Spread::Spread(Archive const& archive) : mean(archive.dimensions, 0.0), width(archive.dimensions, 0.0) {
    std::size_t const d = archive.dimensions, n = archive.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k) mean[k] += archive.rows[i * d + k];
    for (double& m : mean) m /= static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k) width[k] += square(archive.rows[i * d + k] - mean[k]);
    for (std::size_t k = 0; k < d; ++k) width[k] = std::sqrt(width[k] / static_cast<double>(n));
}

void NormalNumbers::draw(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<std::uint32_t const> rows,
                         std::size_t count) {
    std::size_t const n = rows.size(), blocks = (count + 3) / 4;
    stride_ = WideLoops::padded(n);
    slots_.resize(stride_);
    for (std::size_t i = 0; i < stride_; ++i) slots_[i] = static_cast<std::uint32_t>(first) + rows[std::min(i, n - 1)];
    words_.resize(4 * blocks * stride_);
    normals_.resize(count * stride_);
    wide_loops().philox({seed, static_cast<std::uint32_t>(Stream::step), static_cast<std::uint32_t>(round), slots_.data(), stride_, blocks},
                        words_.data());
    wide_loops().normals(words_.data(), count * stride_, normals_.data());
}

BlockWalk::BlockWalk(Spread const& spread, double scale) : width_(spread.width) {
    std::size_t const d = width_.size();
    for (std::size_t length = 2; length < d; length *= 2) length_.push_back(length);
    length_.push_back(d);
    for (std::size_t const length : length_) step_.push_back(2.38 * scale / std::sqrt(static_cast<double>(length)));
}

void BlockWalk::operator()(StepsAsked const& asked, std::span<double> x, NormalNumbers& normal) const {
    std::size_t const d = width_.size();
    std::vector<std::uint32_t> rows;  // of one length, whose numbers are drawn together
    for (std::size_t l = 0; l < length_.size(); ++l) {
        rows.clear();
        for (std::uint32_t const row : asked.rows)
            if ((asked.choice[row] >> 8 & 0xff) * length_.size() >> 8 == l) rows.push_back(row);
        if (rows.empty()) continue;
        normal.draw(asked.seed, asked.round, asked.first, rows, length_[l]);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::uint32_t const choice = asked.choice[rows[i]];
            double const step = step_[l] * decade[choice & 7];
            double* const at = x.data() + rows[i] * d;
            std::size_t k = (choice >> 16) * d >> 16;
            for (std::size_t j = 0; j < length_[l]; ++j, k = k + 1 < d ? k + 1 : 0) at[k] += step * width_[k] * normal(j, i);
        }
    }
}

CrankNicolson::CrankNicolson(Spread spread, double scale) : gaussian_(std::move(spread)) {
    for (std::size_t s = 0; s < decade.size(); ++s) {
        comes_[s] = std::min(scale * decade[s], 1.0);
        stays_[s] = std::sqrt((1 - comes_[s]) * (1 + comes_[s]));
    }
}

void CrankNicolson::operator()(StepsAsked const& asked, std::span<double> x, std::span<double> log_factor, NormalNumbers& normal) const {
    if (asked.rows.empty()) return;
    std::size_t const d = gaussian_.mean.size();
    normal.draw(asked.seed, asked.round, asked.first, asked.rows, d);
    for (std::size_t i = 0; i < asked.rows.size(); ++i) {
        std::uint32_t const row = asked.rows[i];
        double const stays = stays_[asked.choice[row] & 7], comes = comes_[asked.choice[row] & 7];
        double* const at = x.data() + row * d;
        double change = 0;  // of |z|^2, z = (x - m)/w
        for (std::size_t k = 0; k < d; ++k) {
            double const before = (at[k] - gaussian_.mean[k]) / gaussian_.width[k];
            double const after = stays * before + comes * normal(k, i);
            at[k] = gaussian_.mean[k] + gaussian_.width[k] * after;
            change += (after - before) * (after + before);
        }
        log_factor[row] = 0.5 * change;
    }
}

}  // namespace squall::samplers
