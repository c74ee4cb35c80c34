#include "host/io/hdf5_chunks.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#include <vector>

#include "host/io/error.hpp"

namespace squall::io::h5 {
namespace {

constexpr int rank_of_boxes = 3;
using Box = std::array<hsize_t, rank_of_boxes>;

/// With ones behind.
Box box(Shape const& shape) {
    Box result{1, 1, 1};
    std::ranges::copy(shape, result.begin());
    return result;
}

Shape chunk_of(hid_t set, std::size_t rank) {
    Handle const creation(H5Dget_create_plist(set), H5Pclose, "read the chunks of a table");
    Shape chunk(rank);
    if (H5Pget_layout(creation) != H5D_CHUNKED) return {};
    check(H5Pget_chunk(creation, static_cast<int>(rank), chunk.data()), "read the chunks of a table");
    return chunk;
}

bool is_shuffled_and_deflated(hid_t set) {
    Handle const creation(H5Dget_create_plist(set), H5Pclose, "read the filters of a table");
    std::array<H5Z_filter_t, 2> filters{};
    if (H5Pget_nfilters(creation) != 2) return false;
    for (unsigned i = 0; i < 2; ++i) {
        unsigned flags = 0, level = 0;
        std::size_t values = 1;
        filters[i] = H5Pget_filter2(creation, i, &flags, &values, &level, 0, nullptr, nullptr);
    }
    return filters == std::array<H5Z_filter_t, 2>{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE};
}

/// The chunk that begins at `start` of rows that begin at row `first`; zeros beyond the table.
std::vector<unsigned char> cut(unsigned char const* values, Box const& rows, Box const& chunk, Box const& start, std::size_t element) {
    std::vector<unsigned char> result(chunk[0] * chunk[1] * chunk[2] * element, 0);
    hsize_t const columns = std::min(chunk[2], rows[2] - start[2]);
    for (hsize_t i = 0; i < std::min(chunk[0], rows[0] - start[0]); ++i)
        for (hsize_t j = 0; j < std::min(chunk[1], rows[1] - start[1]); ++j)
            std::copy_n(values + (((start[0] + i) * rows[1] + start[1] + j) * rows[2] + start[2]) * element, columns * element,
                        result.data() + (i * chunk[1] + j) * chunk[2] * element);
    return result;
}

/// All first bytes, all second bytes, ...: HDF5's filter "shuffle".
std::vector<unsigned char> shuffled(std::vector<unsigned char> const& bytes, std::size_t element) {
    std::vector<unsigned char> result(bytes.size());
    std::size_t const n = bytes.size() / element;
    for (std::size_t b = 0; b < element; ++b)
        for (std::size_t i = 0; i < n; ++i) result[b * n + i] = bytes[i * element + b];
    return result;
}

std::vector<unsigned char> deflated(std::vector<unsigned char> const& bytes) {
    uLongf size = compressBound(bytes.size());
    std::vector<unsigned char> result(size);
    if (compress2(result.data(), &size, bytes.data(), bytes.size(), 1) != Z_OK) return {};  // there was no memory
    result.resize(size);
    return result;
}

}  // namespace

bool are_whole_chunks(hid_t set, Shape const& table, hsize_t first, hsize_t count) {
    Shape const chunk = chunk_of(set, table.size());
    if (std::endian::native != std::endian::little || chunk.empty() || table.size() > rank_of_boxes) return false;
    bool const aligned = first % chunk[0] == 0 && (count % chunk[0] == 0 || first + count == table[0]);
    return aligned && is_shuffled_and_deflated(set);
}

void put_chunks(hid_t set, Shape const& table, std::size_t element, hsize_t first, hsize_t count, void const* values) {
    Box const chunk = box(chunk_of(set, table.size()));
    Box rows = box(table), number;
    rows[0] = count;
    for (int k = 0; k < rank_of_boxes; ++k) number[k] = (rows[k] + chunk[k] - 1) / chunk[k];
    auto const total = static_cast<std::ptrdiff_t>(number[0] * number[1] * number[2]);
    auto const start_of = [&](std::ptrdiff_t c) {
        auto const n = static_cast<hsize_t>(c);
        return Box{n / (number[1] * number[2]) * chunk[0], n / number[2] % number[1] * chunk[1], n % number[2] * chunk[2]};
    };
    std::vector<std::vector<unsigned char>> packed(static_cast<std::size_t>(total));
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t c = 0; c < total; ++c)
        packed[static_cast<std::size_t>(c)] =
            deflated(shuffled(cut(static_cast<unsigned char const*>(values), rows, chunk, start_of(c), element), element));
    for (std::ptrdiff_t c = 0; c < total; ++c) {
        auto const& bytes = packed[static_cast<std::size_t>(c)];
        if (bytes.empty()) throw IoError("cannot deflate a chunk (no memory is left)");
        Box offset = start_of(c);
        offset[0] += first;
        check(H5Dwrite_chunk(set, H5P_DEFAULT, 0, offset.data(), bytes.size(), bytes.data()), "write a chunk");
    }
}

}  // namespace squall::io::h5
