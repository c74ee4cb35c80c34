#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Files in the SUSY Les Houches Accord (SLHA1: hep-ph/0311123, SLHA2: arXiv:0801.0045): blocks of numbered entries. What the numbers mean
/// is for others; here they are text with a place.
namespace squall::slha {

/// A line of a block: `  1  3   0.25   # comment` has index (1, 3) and value "0.25". An entry without index has none.
struct Entry {
    std::vector<long> index;
    std::string value, comment;
    int line = 0;  ///< in the file it was read from
};

/// BLOCK NAME Q= q.
struct Block {
    std::string name;         ///< upper case
    std::optional<double> q;  ///< GeV
    std::string comment;
    std::vector<Entry> entries;
    int line = 0;

    void add(std::vector<long> index, double value, std::string comment = "");
    void add(std::vector<long> index, std::string_view text, std::string comment = "");
    /// The last entry of that index (as programs that overwrite would have it), or null.
    Entry const* find(std::vector<long> const& index) const;
};

/// Where a number of some kind can lie: least < x < most.
struct Range {
    char const* kind;  ///< "tan(beta)", "a mass"
    double least, most;
    char const* unit = "";
};

class Document {
public:
    Document() = default;
    /// Reads SLHA text as generously as files in circulation need: any case, `Q=1`, `Q= 1` or `Q = 1`, tabs, CRLF, Fortran's D exponents,
    /// text after a block's name, several blocks of one name. DECAY and XSECTION are skipped. Throws config::ConfigError.
    static Document parse(std::string_view text, std::string const& file);
    /// Throws io::IoError for what cannot be read, or is too large for a spectrum.
    static Document read(std::string const& path);

    /// The document as strict SLHA: upper-case names, numbers in 17 significant digits, so that they read back as they are.
    std::string text() const;

    Block& add(std::string_view name, std::string comment = "", std::optional<double> q = {});
    std::string const& file() const { return file_; }
    std::vector<Block> const& blocks() const { return blocks_; }
    /// The first block of that name, or null.
    Block const* find(std::string_view name) const;
    /// Of the blocks of that name the one whose Q is nearest, on a logarithmic scale; one without Q only if no other is there. Null: none.
    Block const* nearest(std::string_view name, double q) const;

    /// The value of an entry as a finite number. Throws config::ConfigError with file and line.
    double number(Entry const&) const;
    /// The same of a number that must lie in a range.
    double number(Entry const&, Range const&) const;
    /// Throws config::ConfigError where x, which stands in that line, is out of range.
    void require(int line, double x, Range const&) const;

private:
    std::string file_;
    std::vector<Block> blocks_;
};

}  // namespace squall::slha
