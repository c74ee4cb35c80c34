#include "host/pipeline/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace squall::pipeline {
namespace {

std::string clock_text(double seconds) {
    if (!std::isfinite(seconds)) return "?";
    auto const total = static_cast<long long>(seconds + 0.5);
    char text[32];
    if (total >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", total / 3600, total / 60 % 60, total % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", total / 60, total % 60);
    return text;
}

/// Characters that fit into a line of a terminal: a longer one would wrap and could not be rewritten in place, and in the last column
/// the erasure that follows takes what stands there. No limit where the terminal does not tell.
std::size_t room_in_line(std::FILE* stream) {
    winsize size{};
    bool const known = ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col - 1u : std::string::npos;
}

std::string json_number(double value) {
    if (!std::isfinite(value)) return "null";
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

double default_seconds(ProgressStyle style) { return style == ProgressStyle::line ? 0.2 : 30.0; }

}  // namespace

std::string progress_line(Progress const& p) {
    char text[256];
    std::string const where = p.phase.empty() ? "" : p.phase + "  ";
    std::snprintf(text, sizeof text, "%sstep %llu/%llu  %.0f points/s  %s left  acceptance %.3f  best log L %.4g  failed %.1f %%",
                  where.c_str(), static_cast<unsigned long long>(p.step), static_cast<unsigned long long>(p.steps), p.points_per_second,
                  clock_text(p.seconds_left).c_str(), p.acceptance, p.best_log_likelihood, 100.0 * p.failed_share);
    std::string line = text;
    if (std::isfinite(p.r_hat)) {
        std::snprintf(text, sizeof text, "  R-hat %.3f  ESS %.3g", p.r_hat, p.effective_size);
        line += text;
    }
    if (std::isfinite(p.ln_evidence)) {
        std::snprintf(text, sizeof text, "  ln Z %.2f +- %.2g", p.ln_evidence, p.ln_evidence_error);
        line += text;
    }
    return line;
}

std::string heartbeat_json(Progress const& p, std::string const& date) {
    std::string moves;
    for (auto const& [name, rate] : p.acceptance_by_move) moves += (moves.empty() ? "\"" : ", \"") + name + "\": " + json_number(rate);
    return "{\"step\": " + std::to_string(p.step) + ", \"steps\": " + std::to_string(p.steps) + ", \"phase\": \"" + p.phase +
           "\", \"points_per_second\": " + json_number(p.points_per_second) + ", \"seconds_left\": " + json_number(p.seconds_left) +
           ", \"acceptance\": " + json_number(p.acceptance) + ", \"acceptance_by_move\": {" + moves +
           "}, \"best_log_likelihood\": " + json_number(p.best_log_likelihood) + ", \"failed_share\": " + json_number(p.failed_share) +
           ", \"batch_fill\": " + json_number(p.fill) + ", \"r_hat\": " + json_number(p.r_hat) +
           ", \"effective_size\": " + json_number(p.effective_size) + ", \"ln_evidence\": " + json_number(p.ln_evidence) +
           ", \"ln_evidence_error\": " + json_number(p.ln_evidence_error) + ", \"date\": \"" + date + "\"}";
}

ProgressStyle progress_style_of(std::FILE* stream) { return isatty(fileno(stream)) ? ProgressStyle::line : ProgressStyle::log; }

ProgressPrinter::ProgressPrinter(std::FILE* stream, ProgressStyle style) : ProgressPrinter(stream, style, default_seconds(style)) {}

ProgressPrinter::ProgressPrinter(std::FILE* stream, ProgressStyle style, double seconds_between)
    : stream_(stream), style_(style), between_(seconds_between) {}

void ProgressPrinter::operator()(Progress const& progress) {
    if (style_ == ProgressStyle::quiet) return;
    auto const now = std::chrono::steady_clock::now();
    if (printed_ && !progress.last && now - last_ < between_) return;
    printed_ = true;
    last_ = now;
    std::string text = progress_line(progress);
    if (style_ == ProgressStyle::line) {
        text.resize(std::min(text.size(), room_in_line(stream_)));
        std::fprintf(stream_, "\r%s\033[K%s", text.c_str(), progress.last ? "\n" : "");  // erase what a longer line left
    } else {
        std::fprintf(stream_, "%s\n", text.c_str());
    }
    std::fflush(stream_);
}

}  // namespace squall::pipeline
