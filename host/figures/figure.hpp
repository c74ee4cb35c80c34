#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pictures: described here, drawn by scripts/figure from CSV tables.
namespace squall::figures {

struct Axis {
    std::string label;  ///< with its unit; mathematics between dollars, as matplotlib reads it
    bool logarithmic = false;
    double scale = 1;  ///< multiplies the columns
    std::optional<double> min, max;
    std::vector<double> ticks;  ///< empty: chosen when it is drawn
};

enum class Style { solid, dashed, points };

/// Rows of a CSV table drawn as a line, broken where a value is missing, or as points.
struct Series {
    std::string file, x, y;                                  ///< table beside the figure, its columns; empty: in the legend alone
    std::vector<std::pair<std::string, std::string>> where;  ///< only rows with these texts in these columns
    Style style = Style::solid;
    int colour = 0;      ///< of the palette; -1: grey, -2: black
    double width = 1.4;  ///< of the line, or diameter of the points, in pt
    std::string legend;  ///< empty: not in the legend
    std::string error;   ///< a column: half the length of a bar about each y; empty: none
};

struct Figure {
    std::string name;  ///< NAME.png
    Axis x, y;
    std::vector<Series> series;
    std::vector<double> levels;   ///< thin horizontal lines
    std::string legend = "best";  ///< its place, in matplotlib's words; "outside": beside the picture
};

/// A text in a table, and how a picture calls it.
struct Named {
    std::string name, label;  ///< mathematics between dollars
};

/// Bands of predictions on a logarithmic axis in units of what was measured: 95 % thin, 68 % thick, the median as a point. Of up to four
/// textures observable below observable, of more a panel for each observable, in it texture below texture.
struct Bands {
    std::string name;  ///< NAME.png
    /// A table beside it with columns texture, observable, measured, p02.5, p16, p50, p84, p97.5, and with `claimed` one of that name.
    std::string file;
    std::string label;                         ///< of the axis
    std::string heading;                       ///< of the legend; empty: none
    std::vector<Named> textures, observables;  ///< from above
    std::vector<double> factors;               ///< from the measured value that are shaded
    std::string claimed;                       ///< what a column of claimed values is in the legend; empty: there is none
};

/// What every description begins with.
inline constexpr std::string_view description_heading = "# Drawn by scripts/figure.\n";

/// The description that scripts/figure reads, TOML.
std::string to_toml(Figure const&);
std::string to_toml(Bands const&);

/// Draws NAME.png from each NAME.toml and the tables beside it, with python3 and matplotlib. Returns an empty text, or why there are no
/// pictures: "there is no python3". Without descriptions it only looks whether it could draw.
std::string draw(std::vector<std::string> const& descriptions);

}  // namespace squall::figures
