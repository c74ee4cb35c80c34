#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/error.hpp"

namespace squall::config {

/// A formula in named quantities: numbers, names, the constant pi, + - * / ^, comparisons, && || and condition ? a : b, and the functions
/// exp log log10 sqrt pow abs min max sin cos tan. A comparison is 1 or 0. What has no value (the logarithm of -1) is NaN.
/// Arithmetic is IEEE's; exp, log, log10, ^ and pow are the project's own, a whole power is a product. So the bits of a value
/// depend on the machine only where sin, cos or tan are asked for.
class Expression {
public:
    /// Parses it. `names` are the quantities it may read; `owner` is what it defines, for messages. Throws ConfigError with the place
    /// in the text, reckoned from `where`, the beginning of the quoted text.
    Expression(std::string const& text, std::string const& owner, std::span<std::string const> names, Position const& where);

    std::string const& text() const { return text_; }
    /// Indices of the names it reads, ascending.
    std::vector<std::size_t> const& reads() const { return reads_; }
    /// Its value, where values[i] is that of names[i]; only those it reads are looked at. Copies share their workspace: not for two
    /// threads at a time.
    double operator()(std::span<double const> values) const;

private:
    struct Parser;
    std::string text_;
    std::shared_ptr<Parser> parser_;
    std::vector<std::size_t> reads_;
};

}  // namespace squall::config
