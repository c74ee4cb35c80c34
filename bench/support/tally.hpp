#pragma once
#include <cstdint>
#include <vector>

namespace squall::bench {

/// Floating-point operations.
struct Tally {
    std::uint64_t additions = 0;  ///< and subtractions
    std::uint64_t products = 0;
    std::uint64_t fused = 0;  ///< multiplications with an addition
    std::uint64_t divisions = 0;
    std::uint64_t roots = 0;

    /// The usual measure: a fused operation is two, everything else one.
    std::uint64_t flop() const { return additions + products + 2 * fused + divisions + roots; }
    /// Instructions that do arithmetic.
    std::uint64_t instructions() const { return additions + products + fused + divisions + roots; }

    Tally& operator+=(Tally const& o) {
        additions += o.additions, products += o.products, fused += o.fused, divisions += o.divisions, roots += o.roots;
        return *this;
    }
    friend Tally operator-(Tally a, Tally const& b) {
        a.additions -= b.additions, a.products -= b.products, a.fused -= b.fused, a.divisions -= b.divisions, a.roots -= b.roots;
        return a;
    }
    /// A share of equal parts; a remainder is lost.
    friend Tally operator/(Tally a, std::uint64_t n) {
        a.additions /= n, a.products /= n, a.fused /= n, a.divisions /= n, a.roots /= n;
        return a;
    }
    bool operator==(Tally const&) const = default;
};

/// What was done with numbers that count (counted.hpp), in the order in which it was done: operations, and which earlier ones they need.
class Tape {
public:
    using Index = std::uint32_t;
    static constexpr Index given = 0;  ///< a number that no operation made

    /// `operation` is null for a choice, which costs nothing.
    Index add(std::uint64_t Tally::*operation, Index a, Index b = given, Index c = given) {
        entries_.push_back({operation, {a, b, c}, false});
        return static_cast<Index>(entries_.size());
    }
    /// A result, or what a decision is made of: it is needed, and so is what it needs.
    void need(Index index) {
        if (index != given) entries_[index - 1].needed = true;
    }
    void clear() { entries_.clear(); }

    /// The operations that are needed. The others are what any compiler leaves out, such as the imaginary part of a trace whose real
    /// part is taken.
    Tally needed() {
        Tally tally;
        for (std::size_t i = entries_.size(); i-- > 0;) {
            if (!entries_[i].needed) continue;
            for (Index const operand : entries_[i].operands) need(operand);
            if (entries_[i].operation) ++(tally.*entries_[i].operation);
        }
        return tally;
    }

private:
    struct Entry {
        std::uint64_t Tally::*operation;
        Index operands[3];
        bool needed;
    };
    std::vector<Entry> entries_;
};

/// Of this thread.
inline thread_local Tape tape;

/// What `work` does for the results that it, or whoever it calls, takes out of numbers that count.
template <class Work>
Tally tally_of(Work const& work) {
    tape.clear();
    work();
    Tally const tally = tape.needed();
    tape.clear();
    return tally;
}

}  // namespace squall::bench
