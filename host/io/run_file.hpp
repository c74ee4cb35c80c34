#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "host/io/hdf5.hpp"
#include "host/io/run_data.hpp"

/// The layout of a run's files. OUT.h5 and a state (whose rows are the checkpoint's tail) hold all of it, a segment its rows alone.
///
///     /mcmc        RowKind::chain: emcee's HDFBackend: chain, log_prob, blobs, accepted; attributes version, nwalkers, ndim, has_blobs,
///                  iteration. chain and blobs have attributes `columns`, `units`, `meanings`
///     /points      the other kinds, in its place: parameters, log_prob, blobs; log_weight; birth_log_likelihood
///     /status      [step][walker] int8, attribute `names`
///     /config      text; attributes model, sampler, seed, walkers, thin, steps, rows, birth_likelihoods
///     /failures    count of evaluated points by status; attributes `names`, zero_likelihood
///     /sampler     proposed and accepted moves by kind; attributes `names`, evaluated
///     /best        the best point evaluated so far
///     /results     named numbers, as attributes
///     /provenance  versions, machine, dates, wall time, resumes, capacity of batches: all that may differ between two runs of one config
namespace squall::io {

/// Every file of Squall's carries the attributes `generator` and `format` on its root, and `content`: what it is.
enum class Content { run, state, segment };
/// "" where the file is of this kind, else why it is not: "not a Squall file", "a newer format".
std::string why_not(h5::File const&, Content);

/// The head, and tables for `rows` rows that are then put in pieces of any size.
void create_run(h5::File const&, Content, RunHead const&, std::uint64_t rows, h5::Chunks = h5::Chunks::by_row);
RunHead read_head(h5::File const&);

/// Rows of such a file, by_column, that fit into `bytes`; a multiple of a chunk's where one fits, at least one.
std::uint64_t rows_at_once(RunIdentity const&, std::uint64_t rows, std::size_t bytes);

void create_segment(h5::File const&, RunIdentity const&, std::uint64_t rows);

void put_rows(h5::File const&, std::uint64_t first, Rows const&);
std::uint64_t count_rows(h5::File const&);
std::uint64_t count_slots(h5::File const&);
Rows get_rows(h5::File const&, std::uint64_t first, std::uint64_t count);
/// The tables of reals.
enum class RowTable { chain, log_prob, blobs, log_weight, birth_log_likelihood };
/// Path of a table in the files of a kind of run.
std::string path_of(RowTable, RowKind);
/// One column of a table (those without columns have column 0), [step][walker].
std::vector<double> get_column(h5::File const&, RowTable, std::uint64_t column, std::uint64_t first, std::uint64_t count);
/// Whole rows of a table, [step][walker][column].
std::vector<double> get_table(h5::File const&, RowTable, std::uint64_t first, std::uint64_t count);

}  // namespace squall::io
