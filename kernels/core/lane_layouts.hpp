#pragma once
#include "kernels/core/matrix_operations.hpp"

/// Flavour matrices shared among the lanes of a team: three lanes with a row each, or nine with an element each.
///
/// A `Team` is the lanes of one point. It says
///   lane()              which one this is
///   from_lane(x, l)     the x of lane l; all lanes call it together
///   sync()              waits until all lanes have come here and see each other's memory
///   fewest(n), most(n)  of a number that differs from team to team, among all teams that wait for each other there
/// and, for rows, which keep their matrices in a memory that all lanes see,
///   share()             the bytes of this lane
///   share_bytes         how many: the distance between the shares of neighbouring lanes
///   local_bytes         how many of them are for the products of a right-hand side; a state follows
/// Structs of such matrices (rge::Mssm) are a lane's share of a point; their scalars are the same in all lanes.
namespace squall::inline SQUALL_ISA {

/// The values of lanes 0, stride and 2 stride, added in this order; in all lanes.
template <class Team>
SQUALL_INLINE double sum_of_lanes(double x, int stride) {
    return Team::from_lane(x, 0) + Team::from_lane(x, stride) + Team::from_lane(x, 2 * stride);
}
template <class Team>
SQUALL_INLINE Complex<double> sum_of_lanes(Complex<double> z, int stride) {
    return {sum_of_lanes<Team>(z.re, stride), sum_of_lanes<Team>(z.im, stride)};
}

/// Lane i holds row i of a matrix, and of a hermitian one (i, i) and (i, i+1 mod 3). All matrices lie in the lanes' shares.
template <class Team>
struct RowLayout {
    using Real = double;
    using Complex = squall::Complex<double>;
    struct Matrix {
        Complex e[3];
    };
    struct Hermitian {
        double diagonal;
        Complex next;
    };
    SQUALL_INLINE static int fewest(int n) { return Team::fewest(n); }
    SQUALL_INLINE static int most(int n) { return Team::most(n); }
    static constexpr bool knows_rows = false, knows_columns = true;

    template <class T>
    struct Local {
        static_assert(sizeof(T) <= Team::local_bytes);
        SQUALL_INLINE T& get() { return *reinterpret_cast<T*>(Team::share()); }
    };
    template <class T>
    struct Home {
        static_assert(sizeof(T) <= Team::share_bytes - Team::local_bytes);
        SQUALL_INLINE T& get() { return *reinterpret_cast<T*>(Team::share() + Team::local_bytes); }
    };

    SQUALL_INLINE static Complex at(Matrix const& a, int i, int j) { return of_lane(a, i).e[j]; }
    SQUALL_INLINE static Complex at(Hermitian const& h, int i, int j) {
        if (i == j) return {diagonal(h, i), 0.0};
        bool const holds = j == next(i);
        Complex const entry = of_lane(h, holds ? i : j).next;
        return {entry.re, holds ? entry.im : -entry.im};
    }
    SQUALL_INLINE static double diagonal(Hermitian const& h, int i) { return of_lane(h, i).diagonal; }

    template <class F>
    SQUALL_INLINE static void set(Matrix& result, F const& entry) {
        update(result, [&](int i, int j, Complex) SQUALL_ALWAYS_INLINE { return entry(i, j); });
    }
    template <class F>
    SQUALL_INLINE static void update(Matrix& result, F const& entry) {
        Team::sync();
        int const i = Team::lane();
        Complex const row[3] = {entry(i, 0, result.e[0]), entry(i, 1, result.e[1]), entry(i, 2, result.e[2])};
        Team::sync();  // others may have read what is now replaced
        for (int j = 0; j < 3; ++j) result.e[j] = row[j];
    }
    template <class F>
    SQUALL_INLINE static void set(Hermitian& result, F const& entry) {
        auto const [diagonal, upper] = own(entry);
        result = {diagonal, upper};
    }
    template <class F>
    SQUALL_INLINE static void add(double scale, Hermitian& result, F const& entry) {
        auto const [diagonal, upper] = own(entry);
        result.diagonal = fma(scale, diagonal, result.diagonal);
        result.next = multiply_add(scale, upper, result.next);
    }
    template <class F>
    SQUALL_INLINE static auto sum(F const& of_row) {
        Team::sync();
        return sum_of_lanes<Team>(of_row(Team::lane()), 1);
    }
    template <class F>
    SQUALL_INLINE static auto read(F const& look) {
        Team::sync();
        auto const seen = look();
        Team::sync();
        return seen;
    }

    SQUALL_INLINE static void add_identity(double value, Hermitian& accumulator) {
        accumulator.diagonal = accumulator.diagonal + value;
    }
    SQUALL_INLINE static void add_identity(Complex value, Matrix& accumulator) {
        Complex& own = accumulator.e[Team::lane()];
        own = own + value;
    }

    /// visit(number, slot, sign) for this lane's numbers; they are sign times those in the slots of a dense matrix.
    template <class Visit>
    SQUALL_INLINE static void for_each_number(Matrix& a, Visit const& visit) {
        int const first = 6 * Team::lane();
        for (int j = 0; j < 3; ++j) {
            visit(a.e[j].re, first + 2 * j, 1.0);
            visit(a.e[j].im, first + 2 * j + 1, 1.0);
        }
    }
    template <class Visit>
    SQUALL_INLINE static void for_each_number(Hermitian& h, Visit const& visit) {
        int const i = Team::lane(), upper = 3 + 2 * (i + next(i) - 1);
        visit(h.diagonal, i, 1.0);
        visit(h.next.re, upper, 1.0);
        visit(h.next.im, upper + 1, i < next(i) ? 1.0 : -1.0);
    }

private:
    SQUALL_INLINE static int next(int i) { return i == 2 ? 0 : i + 1; }

    /// This lane's two entries of a hermitian matrix, found before anything is replaced.
    template <class F>
    SQUALL_INLINE static Hermitian own(F const& entry) {
        Team::sync();
        int const i = Team::lane();
        Hermitian const result = {entry(i, i).re, entry(i, next(i))};
        Team::sync();  // nor are these replaced before all have looked
        return result;
    }
    /// The same member of another lane's share.
    template <class T>
    SQUALL_INLINE static T const& of_lane(T const& own, int lane) {
        return *reinterpret_cast<T const*>(reinterpret_cast<char const*>(&own) + (lane - Team::lane()) * Team::share_bytes);
    }
};

/// Lane 3 i + j holds entry (i, j), also of a hermitian matrix. Matrices may lie in registers: lanes see each other's through from_lane.
template <class Team>
struct ElementLayout {
    using Real = double;
    using Complex = squall::Complex<double>;
    struct Matrix {
        Complex e;
    };
    struct Hermitian {
        Complex e;
    };
    SQUALL_INLINE static int fewest(int n) { return Team::fewest(n); }
    SQUALL_INLINE static int most(int n) { return Team::most(n); }
    static constexpr bool knows_rows = false, knows_columns = false;

    template <class T>
    using Local = InPlace<T>;
    template <class T>
    using Home = InPlace<T>;

    SQUALL_INLINE static Complex at(Matrix const& a, int i, int j) { return of_lane(a.e, i, j); }
    SQUALL_INLINE static Complex at(Hermitian const& h, int i, int j) { return of_lane(h.e, i, j); }
    SQUALL_INLINE static double diagonal(Hermitian const& h, int i) { return Team::from_lane(h.e.re, 3 * i + i); }

    template <class F>
    SQUALL_INLINE static void set(Matrix& result, F const& entry) { result.e = entry(row(), column()); }
    template <class F>
    SQUALL_INLINE static void update(Matrix& result, F const& entry) { result.e = entry(row(), column(), result.e); }
    template <class F>
    SQUALL_INLINE static void set(Hermitian& result, F const& entry) { result.e = own(entry); }
    template <class F>
    SQUALL_INLINE static void add(double scale, Hermitian& result, F const& entry) { result.e = multiply_add(scale, own(entry), result.e); }
    template <class F>
    SQUALL_INLINE static auto sum(F const& of_row) { return sum_of_lanes<Team>(of_row(row()), 3); }
    template <class F>
    SQUALL_INLINE static auto read(F const& look) { return look(); }

    SQUALL_INLINE static void add_identity(double value, Hermitian& accumulator) {
        accumulator.e.re = row() == column() ? accumulator.e.re + value : accumulator.e.re;
    }
    SQUALL_INLINE static void add_identity(Complex value, Matrix& accumulator) {
        Complex const sum = accumulator.e + value;
        accumulator.e = select<double>(row() == column(), sum, accumulator.e);
    }

    /// As in RowLayout. The lanes across the diagonal share the slots of a hermitian matrix.
    template <class Visit>
    SQUALL_INLINE static void for_each_number(Matrix& a, Visit const& visit) {
        visit(a.e.re, 2 * Team::lane(), 1.0);
        visit(a.e.im, 2 * Team::lane() + 1, 1.0);
    }
    template <class Visit>
    SQUALL_INLINE static void for_each_number(Hermitian& h, Visit const& visit) {
        int const i = row(), j = column(), upper = 3 + 2 * (i + j - 1);
        visit(h.e.re, i == j ? i : upper, 1.0);
        if (i == j)
            h.e.im = 0.0;
        else
            visit(h.e.im, upper + 1, i < j ? 1.0 : -1.0);
    }

private:
    SQUALL_INLINE static int row() { return Team::lane() / 3; }
    SQUALL_INLINE static int column() { return Team::lane() % 3; }

    SQUALL_INLINE static Complex of_lane(Complex z, int i, int j) {
        return {Team::from_lane(z.re, 3 * i + j), Team::from_lane(z.im, 3 * i + j)};
    }
    /// This lane's entry of a hermitian matrix: as asked for, or the conjugate of the one across the diagonal.
    template <class F>
    SQUALL_INLINE static Complex own(F const& entry) {
        int const i = row(), j = column();
        bool const across = i == (j == 2 ? 0 : j + 1);
        Complex const found = entry(across ? j : i, across ? i : j);
        return {found.re, i == j ? 0.0 : across ? -found.im : found.im};
    }
};

}  // namespace squall::inline SQUALL_ISA
