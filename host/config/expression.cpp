#include "host/config/expression.hpp"

#include <muParser.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "host/config/suggest.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

namespace squall::config {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest_product = 1e6;  ///< factors of a whole power that is multiplied out, by squares

double exponential(double x) { return squall::exp(x); }

/// Logarithm with its limits at 0 and infinity; below the smallest normal number by its exponent.
double logarithm(double x) {
    if (x == 0) return -infinity;
    if (x == infinity) return infinity;
    constexpr double subnormal_scale = 0x1p54;
    if (x > 0 && x < std::numeric_limits<double>::min()) return squall::log(x * subnormal_scale) - squall::log(subnormal_scale);
    return squall::log(x);
}

double power(double x, double y) {
    if (y < 0) return 1.0 / power(x, -y);
    if (y == std::floor(y) && y <= largest_product) {
        double product = 1, square = x;
        for (auto n = static_cast<unsigned>(y); n > 0; n /= 2, square *= square)
            if (n % 2) product *= square;
        return product;
    }
    if (x == 0 && y > 0) return 0;
    return squall::exp(y * logarithm(x));  // NaN for negative x
}

double logarithm_10(double x) {
    double const result = logarithm(x) / squall::log(10.0), whole = std::round(result);
    return std::abs(whole) < 300 && power(10, whole) == x ? whole : result;  // of 1000 it is 3 to the last bit
}

double root(double x) { return std::sqrt(x); }
double magnitude(double x) { return std::abs(x); }
double sine(double x) { return std::sin(x); }
double cosine(double x) { return std::cos(x); }
double tangent(double x) { return std::tan(x); }
/// NaN where one of them is.
double lesser(double x, double y) { return x < y || std::isnan(x) ? x : y; }
double greater(double x, double y) { return x > y || std::isnan(x) ? x : y; }
template <double (*choose)(double, double)>
double of_all(double const* x, int count) {
    double result = x[0];
    for (int i = 1; i < count; ++i) result = choose(result, x[i]);
    return result;
}

struct Function {
    char const* name;
    double (*value)(double);
};
constexpr Function functions[] = {{"exp", exponential}, {"log", logarithm}, {"log10", logarithm_10}, {"sqrt", root},
                                  {"abs", magnitude},   {"sin", sine},      {"cos", cosine},         {"tan", tangent}};
constexpr std::initializer_list<char const*> other_words = {"pow", "min", "max", "pi"};

std::string trimmed(std::string const& text) {
    auto const begin = text.find_first_not_of(" \t\n\r");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\n\r") - begin + 1);
}

}  // namespace

/// muParser with all arithmetic replaced: what comes of an expression is computed here, whatever the library was compiled with.
struct Expression::Parser {
    mu::Parser parser;
    std::vector<double> values;  ///< [name], what the parser's variables point to

    explicit Parser(std::span<std::string const> names) : values(names.size(), unknown) {
        parser.ClearFun();
        parser.ClearConst();
        parser.ClearInfixOprt();
        parser.EnableBuiltInOprt(false);
        parser.DefineInfixOprt("-", [](double x) { return -x; });
        parser.DefineInfixOprt("+", [](double x) { return x; });
        auto const binary = [this](char const* sign, double (*value)(double, double), mu::EOprtPrecedence precedence,
                                   mu::EOprtAssociativity side = mu::oaLEFT) { parser.DefineOprt(sign, value, precedence, side, true); };
        binary(
            "+", [](double x, double y) { return x + y; }, mu::prADD_SUB);
        binary(
            "-", [](double x, double y) { return x - y; }, mu::prADD_SUB);
        binary(
            "*", [](double x, double y) { return x * y; }, mu::prMUL_DIV);
        binary(
            "/", [](double x, double y) { return x / y; }, mu::prMUL_DIV);
        binary("^", power, mu::prPOW, mu::oaRIGHT);
        binary(
            "<", [](double x, double y) -> double { return x < y; }, mu::prCMP);
        binary(
            ">", [](double x, double y) -> double { return x > y; }, mu::prCMP);
        binary(
            "<=", [](double x, double y) -> double { return x <= y; }, mu::prCMP);
        binary(
            ">=", [](double x, double y) -> double { return x >= y; }, mu::prCMP);
        binary(
            "==", [](double x, double y) -> double { return x == y; }, mu::prCMP);
        binary(
            "!=", [](double x, double y) -> double { return x != y; }, mu::prCMP);
        binary(
            "&&", [](double x, double y) -> double { return x != 0 && y != 0; }, mu::prLAND);
        binary(
            "||", [](double x, double y) -> double { return x != 0 || y != 0; }, mu::prLOR);
        for (auto const& [name, value] : functions) parser.DefineFun(name, value);
        parser.DefineFun("pow", power);
        parser.DefineFun("min", of_all<lesser>);
        parser.DefineFun("max", of_all<greater>);
        parser.DefineConst("pi", squall::pi);
        for (std::size_t i = 0; i < names.size(); ++i) parser.DefineVar(names[i], &values[i]);
    }
};

namespace {

/// The place of a character of a string whose quotes begin at `where`.
Position inside(Position const& where, std::string const& text, std::size_t character) {
    if (where.line == 0 || text.find('\n') != std::string::npos) return where;
    return {where.file, where.line, where.column + 1 + static_cast<int>(character)};
}

[[noreturn]] void refuse(mu::ParserError const& error, std::string const& text, std::string const& owner,
                         std::span<std::string const> names, Position const& where) {
    auto const at = error.GetPos() < 0 ? 0 : static_cast<std::size_t>(error.GetPos());
    auto const place = inside(where, text, at);
    auto const token = error.GetToken();
    bool const is_name = !token.empty() && (std::isalpha(static_cast<unsigned char>(token[0])) || token[0] == '_');
    if (error.GetCode() == mu::ecUNASSIGNABLE_TOKEN && is_name) {
        std::vector<std::string> known(names.begin(), names.end());
        for (auto const& function : functions) known.emplace_back(function.name);
        known.insert(known.end(), other_words.begin(), other_words.end());
        throw ConfigError(place, "unknown name \"" + token + "\" in the expression of " + owner +
                                     " (neither a parameter nor a function); " + did_you_mean(token, known));
    }
    auto reason = error.GetMsg();
    while (!reason.empty() && (reason.back() == '.' || reason.back() == ' ')) reason.pop_back();
    throw ConfigError(place, "the expression of " + owner + ", \"" + text + "\", is not understood (" + reason + "); correct it there");
}

}  // namespace

Expression::Expression(std::string const& text, std::string const& owner, std::span<std::string const> names, Position const& where)
    : text_(trimmed(text)), parser_(std::make_shared<Parser>(names)) {
    if (text_.empty()) throw ConfigError(where, "the expression of " + owner + " is empty (it has no value); write a number or a formula");
    try {
        auto& parser = parser_->parser;
        parser.SetExpr(text);
        parser.Eval();  // knows an unknown name, which GetUsedVar lets pass
        if (parser.GetNumResults() != 1)
            throw ConfigError(where, "the expression of " + owner + " has " + std::to_string(parser.GetNumResults()) +
                                         " values (a comma stands between arguments of a function only); write one");
        auto const used = parser.GetUsedVar();
        for (std::size_t i = 0; i < names.size(); ++i)
            if (used.contains(names[i])) reads_.push_back(i);
    } catch (mu::ParserError const& error) {
        refuse(error, text, owner, names, where);
    }
}

double Expression::operator()(std::span<double const> values) const {
    for (std::size_t const i : reads_) parser_->values[i] = values[i];
    return parser_->parser.Eval();
}

}  // namespace squall::config
