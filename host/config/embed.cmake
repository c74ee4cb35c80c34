# cmake -DOUTPUT=... -DROOT=... -P embed.cmake: writes what the program carries with it as C++ string literals: configs/devices, inputs and
# measurements, textures, the papers that squall reproduce knows, and the script that draws figures. Names lack configs/ and .toml.
set(patterns configs/devices/*.toml configs/inputs/*.toml configs/measurements/*.toml configs/textures/*.toml configs/papers/*.toml configs/papers/*.csv scripts/figure)
list(TRANSFORM patterns PREPEND ${ROOT}/)
file(GLOB files RELATIVE ${ROOT} ${patterns})
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "^configs/|\\.toml$" "" name ${file})
  string(APPEND entries "    {\"${name}\", R\"text(${text})text\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"host/config/builtin.hpp\"

namespace squall::config {

std::span<BuiltinFile const> builtin_files() {
    static constexpr BuiltinFile files[] = {
${entries}    };
    return files;
}

}  // namespace squall::config
")
