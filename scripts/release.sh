#!/bin/bash
# Makes a release of what is checked out. Usage: scripts/release.sh [--dry-run] [--ci] [--skip-tests]
#
# In this order, and nothing when one of them fails: the tree is clean, on a branch; the version has the form 0.1 or 0.1rc0, is no
# tag yet, and CHANGELOG.md tells of it (a candidate may stand under Unreleased); a tarball is made of the commit; the tests
# run from the tarball, unpacked elsewhere; the commit is tagged. What is then pushed, and where the tarball goes, is
# yours: the commands are shown.
#   --dry-run      tags nothing                    --ci      asks nothing (otherwise it asks once, before it tags)
#   --skip-tests   leaves the tests out: for a try of the script itself
# The tarball is in var/release. RELEASE_TESTS names another command than scripts/test.sh, run in the unpacked folder.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

dry=0
ci=0
tests=1
for argument in "$@"; do
    case $argument in
        --dry-run) dry=1 ;;
        --ci) ci=1 ;;
        --skip-tests) tests=0 ;;
        *)
            sed -n '2p' "$0" | sed 's/^# //' >&2
            exit 64
            ;;
    esac
done

say() { echo "release: $*"; }

refuse() {
    echo "refused: $*" >&2
    exit 5
}

[[ -z $(git status --porcelain) ]] || refuse "uncommitted changes: $(git status --porcelain | head -3 | cut -c 4- | paste -sd ' ')"
branch=$(git symbolic-ref --short --quiet HEAD) || refuse "no branch is checked out"
commit=$(git rev-parse --short HEAD)
version=$(sed -n 's/.*static let current = "\(.*\)"$/\1/p' Sources/CommandSupport/Programs/Version.swift)
[[ $version =~ ^[0-9]+\.[0-9]+(rc[0-9]+)?$ ]] || refuse "the version \"$version\" is neither like 0.1 nor like 0.1rc0"
if git rev-parse --quiet --verify "refs/tags/v$version" > /dev/null; then refuse "there is a tag v$version already"; fi
heading="## $version"
if [[ $version == *rc* ]]; then heading="## Unreleased"; fi
grep -q "^$heading" CHANGELOG.md || refuse "CHANGELOG.md has no heading \"$heading\""
say "version $version of $branch at $commit"

mkdir -p var/release
tarball=$root/var/release/martlet-$version.tar.gz
# Of the commit and nothing else, without the time of day: the same commit makes the same tarball.
git archive --format=tar --prefix="martlet-$version/" HEAD | gzip -n > "$tarball"
say "$tarball ($(du -h "$tarball" | cut -f 1))"
sum=$(sha256sum "$tarball" | cut -d ' ' -f 1)
echo "$sum  ${tarball##*/}" | tee "$tarball.sha256"

if ((tests)); then
    unpacked=$(mktemp -d)
    trap 'rm -rf "$unpacked"' EXIT
    tar -xzf "$tarball" -C "$unpacked"
    say "the tests, from the tarball"
    (cd "$unpacked/martlet-$version" && ${RELEASE_TESTS:-scripts/test.sh}) || refuse "the tests of the tarball failed"
fi

if ((dry)); then
    say "a dry run: nothing is tagged"
    exit
fi
if ((!ci)); then
    read -r -p "release: tag $commit as v$version? [y/N] " answer
    [[ $answer == y || $answer == Y ]] || refuse "not tagged"
fi
git tag -a "v$version" -m "Martlet $version, sha256 $sum"
say "tagged v$version; to publish it: git push $(git remote | head -1) v$version"
