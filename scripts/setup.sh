#!/bin/bash
# Installs what Martlet needs to be built and tested on Debian and its relatives, and checks that there is a Swift toolchain.
# Does nothing, and asks for nothing, when all is there. Called by run.sh, test.sh and build.sh.
set -euo pipefail

# The oldest toolchain that Package.swift can be read with.
wanted_major=6
wanted_minor=2

# Every package with its reason.
packages=(
    ca-certificates        # the package manager fetches dependencies over https
    git                    # and with git
    pkg-config             # finds the C libraries below
    g++                    # swift-crypto has C++ inside: its standard library and headers
    libsqlite3-dev         # the store of the server
    libarchive-dev         # reads the zip files that articles come in
    libxml2-dev            # reads their XML, through FoundationXML
    libcurl4-openssl-dev   # the network side of Foundation
    libssl-dev             # under libcurl
    zlib1g-dev             # compressed bodies in the HTTP client
    procps                 # ps, for the status of the pools
    python3-venv           # the tests with boto3, the client that others use
    openssl                # makes certificates for the tests of TLS
)

say() { echo "setup: $*"; }

give_up() {
    say "$*" >&2
    exit 1
}

check_swift() {
    if ! command -v swift > /dev/null; then
        give_up "there is no Swift toolchain on the PATH. Martlet needs Swift $wanted_major.$wanted_minor or newer:" \
            "install it from https://www.swift.org/install/linux/ and run this again."
    fi
    local version major minor
    version=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -1)
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    if [[ -z $version ]]; then
        give_up "'swift --version' does not say which Swift this is; Martlet needs $wanted_major.$wanted_minor or newer."
    fi
    if ((major < wanted_major || (major == wanted_major && minor < wanted_minor))); then
        give_up "this is Swift $version; Martlet needs Swift $wanted_major.$wanted_minor or newer:" \
            "install it from https://www.swift.org/install/linux/ and run this again."
    fi
}

is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null) == installed ]]
}

install_packages() {
    if [[ $(uname) != Linux ]]; then return; fi
    if ! command -v dpkg-query > /dev/null; then
        say "this is no Debian, so nothing is installed; the build needs what these packages hold: ${packages[*]}"
        return
    fi
    local missing=() package
    for package in "${packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then return; fi
    local root=()
    if ((EUID != 0)); then
        if ! command -v sudo > /dev/null; then
            give_up "these Debian packages are missing: ${missing[*]}. Installing them needs root, and there is no sudo here;" \
                "ask somebody who is root to run: apt-get install ${missing[*]}"
        fi
        root=(sudo)
    fi
    say "installing Debian packages: ${missing[*]}"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        > /dev/null || give_up "apt-get could not install ${missing[*]}; its messages are above."
}

install_packages
check_swift
