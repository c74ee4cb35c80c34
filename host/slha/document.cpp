#include "host/slha/document.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>

#include "host/config/document.hpp"
#include "host/io/error.hpp"

namespace squall::slha {
namespace {

using config::ConfigError;

constexpr std::size_t largest_file = 64u << 20;  ///< bytes; parsed it takes ten times as much memory

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> result;
    for (auto at = text.find_first_not_of(blanks); at != std::string_view::npos; at = text.find_first_not_of(blanks, at)) {
        auto const end = std::min(text.find_first_of(blanks, at), text.size());
        result.push_back(text.substr(at, end - at));
        at = end;
    }
    return result;
}

/// The whole of a text as a number, with Fortran's exponents and plus signs.
template <class Number>
std::optional<Number> parse_number(std::string_view word) {
    std::string text(word.substr(word.starts_with('+') ? 1 : 0));
    if constexpr (std::is_floating_point_v<Number>)
        for (char& c : text)
            if (c == 'd' || c == 'D') c = 'e';
    Number value{};
    auto const end = text.data() + text.size();
    auto const result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) return {};
    return value;
}

/// The scale of a block's header `NAME Q= 1.0E+03`: the number after `Q=`, wherever blanks stand.
std::optional<double> header_scale(std::string_view header, config::Position const& where) {
    std::string joined;
    for (auto const word : words(header)) joined += " " + upper(word);
    for (std::string_view const blank : {" =", "= "})
        for (auto at = joined.find(blank); at != std::string::npos; at = joined.find(blank)) joined.replace(at, 2, "=");
    auto const at = joined.find(" Q=");
    if (at == std::string::npos) return {};
    auto const number = joined.substr(at + 3, joined.find(' ', at + 3) - (at + 3));
    auto const q = parse_number<double>(number);
    if (!q || !(*q > 0) || !std::isfinite(*q))
        throw ConfigError(where, "the scale Q= " + number + " of the block is not a positive number of GeV; correct it");
    return q;
}

/// Leading integers are the index, the rest the value; the last word is never part of the index.
Entry parse_entry(std::string_view text, int line) {
    Entry entry;
    entry.line = line;
    auto const all = words(text);
    std::size_t count = 0;
    while (count + 1 < all.size()) {
        auto const number = parse_number<long>(all[count]);
        if (!number) break;
        entry.index.push_back(*number);
        ++count;
    }
    entry.value = text.substr(static_cast<std::size_t>(all[count].data() - text.data()));
    return entry;
}

std::string comment_text(std::string const& comment) { return comment.empty() ? "" : "  # " + comment; }

}  // namespace

void Block::add(std::vector<long> index, double value, std::string comment) {
    char text[32];
    std::snprintf(text, sizeof text, "%.16E", value);
    entries.push_back({std::move(index), text, std::move(comment), 0});
}

void Block::add(std::vector<long> index, std::string_view text, std::string comment) {
    entries.push_back({std::move(index), std::string(text), std::move(comment), 0});
}

Entry const* Block::find(std::vector<long> const& index) const {
    auto const found = std::find_if(entries.rbegin(), entries.rend(), [&](Entry const& e) { return e.index == index; });
    return found == entries.rend() ? nullptr : &*found;
}

Document Document::parse(std::string_view text, std::string const& file) {
    Document document;
    document.file_ = file;
    bool skipping = false;
    int line = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        auto const whole = text.substr(at, end - at);
        at = end + 1;
        ++line;
        auto const hash = std::min(whole.find('#'), whole.size());
        auto const content = trimmed(whole.substr(0, hash));
        auto const comment = hash < whole.size() ? trimmed(whole.substr(hash + 1)) : std::string_view();
        if (content.empty()) continue;
        auto const first = words(content).front();
        auto const keyword = upper(first);
        if (keyword == "BLOCK") {
            auto const header = content.substr(first.size());
            if (words(header).empty()) throw ConfigError({file, line, 1}, "BLOCK without a name; give it one");
            skipping = false;
            Block block;
            block.name = upper(words(header).front());
            block.q = header_scale(header, {file, line, 1});
            block.comment = comment;
            block.line = line;
            document.blocks_.push_back(std::move(block));
        } else if (keyword == "DECAY" || keyword == "XSECTION") {
            skipping = true;
        } else if (!skipping && !document.blocks_.empty()) {  // programs print warnings before the first block
            document.blocks_.back().entries.push_back(parse_entry(content, line));
            document.blocks_.back().entries.back().comment = comment;
        }
    }
    if (document.blocks_.empty()) throw ConfigError(file + ": has no BLOCK (an SLHA file consists of blocks); is this an SLHA file?");
    return document;
}

Document Document::read(std::string const& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw io::IoError(path + ": is a directory (an SLHA file is to be read); name a file in it");
    std::ifstream file(path, std::ios::binary);
    if (!file) throw io::IoError(path + ": cannot be read (no such file, or no permission); check the path");
    std::string text, piece(1 << 16, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
        if (text.size() > largest_file)
            throw io::IoError(path + ": is larger than 64 MB (a spectrum has about 0.05); is this an SLHA file?");
    }
    if (file.bad()) throw io::IoError(path + ": cannot be read (an error of the disk or network); try again");
    return parse(text, path);
}

std::string Document::text() const {
    std::string result;
    char piece[64];
    for (auto const& block : blocks_) {
        result += "BLOCK " + block.name;
        if (block.q) {
            std::snprintf(piece, sizeof piece, " Q= %.16E", *block.q);
            result += piece;
        }
        result += comment_text(block.comment) + "\n";
        for (auto const& entry : block.entries) {
            for (long const i : entry.index) {
                std::snprintf(piece, sizeof piece, " %*ld", entry.index.size() == 1 ? 9 : 3, i);
                result += piece;
            }
            result += (entry.value.starts_with('-') ? "   " : "    ") + entry.value + comment_text(entry.comment) + "\n";
        }
    }
    return result;
}

Block& Document::add(std::string_view name, std::string comment, std::optional<double> q) {
    blocks_.push_back({upper(name), q, std::move(comment), {}, 0});
    return blocks_.back();
}

Block const* Document::find(std::string_view name) const {
    auto const wanted = upper(name);
    auto const found = std::find_if(blocks_.begin(), blocks_.end(), [&](Block const& b) { return b.name == wanted; });
    return found == blocks_.end() ? nullptr : &*found;
}

Block const* Document::nearest(std::string_view name, double q) const {
    auto const wanted = upper(name);
    Block const* best = nullptr;
    double smallest = std::numeric_limits<double>::infinity();
    for (auto const& block : blocks_) {
        if (block.name != wanted) continue;
        double const distance = block.q ? std::abs(std::log(*block.q / q)) : std::numeric_limits<double>::max();
        if (distance < smallest) {
            smallest = distance;
            best = &block;
        }
    }
    return best;
}

double Document::number(Entry const& entry) const {
    auto const text = trimmed(entry.value);
    auto const value = parse_number<double>(text);
    if (value && std::isfinite(*value)) return *value;
    throw ConfigError({file_, entry.line, 1}, "\"" + std::string(text) + "\" is not a finite number (this entry holds one); correct it");
}

double Document::number(Entry const& entry, Range const& range) const {
    double const value = number(entry);
    require(entry.line, value, range);
    return value;
}

void Document::require(int line, double x, Range const& range) const {
    if (x > range.least && x < range.most) return;
    throw ConfigError({file_, line, 1}, config::exact(x) + " is out of range (" + range.kind + " is above " + config::exact(range.least) +
                                            " and below " + config::exact(range.most) + range.unit + "); correct it");
}

}  // namespace squall::slha
