#pragma once

/// What a core can do at most, by instruction set: the roof of a roofline.
namespace squall::bench {

struct Roof {
    char const* isa;
    double flop_per_round;          ///< of `chains`
    double (*chains)(long rounds);  ///< independent chains of x = a x + b in registers, as many as hide the latency
    /// a[i] = b[i] + s c[i] for i < n: two doubles read and one written for each
    void (*triad)(double* a, double const* b, double const* c, double s, long n);
};

/// That of the instruction set with this name; nullptr where it is not compiled in.
Roof const* find_roof(char const* isa);

}  // namespace squall::bench
