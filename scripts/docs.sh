#!/bin/bash
# Renders the documentation of the module Martlet, and complains about links that lead nowhere.
#
#   scripts/docs.sh            into var/docs, which any web server can show: python3 -m http.server -d var/docs
#   scripts/docs.sh --check    only checks; needs a debug build, takes seconds
#
# It takes docc and the symbols of the Swift toolchain. Without docc it says so and ends with 0.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
    "" | --check) ;;
    *)
        sed -n '4,5s/^# \{0,3\}//p' "$0" >&2
        exit 64
        ;;
esac
if ! command -v docc > /dev/null; then
    echo "left out: the links of the documentation: there is no docc on this machine (it comes with the Swift toolchain)"
    exit 0
fi
modules=.build/debug/Modules
if [[ ${1:-} != --check ]]; then scripts/build.sh debug; fi
if [[ ! -e $modules/Martlet.swiftmodule ]]; then
    echo "There is no debug build yet: swift build" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/symbols"
# The maps of the modules in C that the module is built on.
maps=()
for map in .build/debug/*.build/module.modulemap; do maps+=(-Xcc "-fmodule-map-file=$map"); done
target=$(swift -print-target-info | sed -n 's/^ *"unversionedTriple": "\(.*\)",*$/\1/p')
swift symbolgraph-extract -module-name Martlet -I "$modules" "${maps[@]}" -target "$target" -minimum-access-level public -emit-extension-block-symbols \
    -output-dir "$work/symbols"
docc convert Sources/Martlet/Martlet.docc --additional-symbol-graph-dir "$work/symbols" --warnings-as-errors \
    --fallback-display-name Martlet --fallback-bundle-identifier martlet \
    --transform-for-static-hosting --output-dir "$work/site"
if [[ ${1:-} != --check ]]; then
    mkdir -p var
    rm -rf var/docs
    mv "$work/site" var/docs
    echo "docs: var/docs/documentation/martlet/index.html"
fi
