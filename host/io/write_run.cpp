#include "host/io/write_run.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/io/segments.hpp"
#include "host/io/views.hpp"

namespace squall::io {

void write_run(std::filesystem::path const& output, RunHead const& head, std::uint64_t rows, std::function<Rows()> const& next,
               std::size_t piece) {
    write_new(output, [&](h5::File const& file) {
        create_run(file, Content::run, head, rows, h5::Chunks::by_column);
        std::uint64_t const at_once = rows_at_once(head.identity, rows, piece);  // whole chunks: part of one is written twice
        std::uint64_t first = 0;
        Rows waiting;
        for (bool more = true; more;) {
            Rows const given = next();
            more = given.count > 0;
            waiting.append(given);
            while (waiting.count >= (more ? at_once : 1)) {
                Rows const part = waiting.take(std::min<std::uint64_t>(at_once, waiting.count));
                put_rows(file, first, part);
                first += part.count;
            }
        }
        if (first != rows) throw std::logic_error("a run has not as many rows as were promised");
        write_views(file, head.identity);
    });
}

}  // namespace squall::io
