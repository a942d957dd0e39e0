#!/usr/bin/env bash
# Builds libsrt with socket groups (bonding), which the distribution's build leaves out, from the upstream tarball of Debian's
# source package. The engine prefers what it finds in the folder; see SharedLibrary.java.
#
# usage: build-libsrt.sh [FOLDER]      FOLDER defaults to /usr/local/lib/flotilla
#
# Needs cmake, g++, make and libssl-dev. The archive comes from the mirror that apt uses; FLOTILLA_LIBSRT_TARBALL names a file
# to take instead, where there is no apt.
set -euo pipefail

version=1.5.1
sha256=af891e7a7ffab61aa76b296982038b3159da690f69ade7c119f445d924b3cf53
folder=${1:-/usr/local/lib/flotilla}

fail() {
    echo "build-libsrt: $*" >&2
    exit 1
}

for tool in cmake g++ make sha256sum tar; do
    command -v "$tool" >/dev/null || fail "$tool is missing; on Debian: apt-get install cmake g++ make libssl-dev"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tarball=$work/srt.tar.gz

fetch() {
    local site
    command -v apt-get >/dev/null || fail "there is no apt here: set FLOTILLA_LIBSRT_TARBALL to srt_$version.orig.tar.gz"
    for site in $(apt-get indextargets --format '$(SITE)' | sort -u); do
        if /usr/lib/apt/apt-helper -q download-file "$site/pool/main/s/srt/srt_$version.orig.tar.gz" "$tarball" 2>"$work/log"; then
            return
        fi
    done
    cat "$work/log" >&2
    fail "none of apt's mirrors has srt_$version.orig.tar.gz: set FLOTILLA_LIBSRT_TARBALL"
}

if [ -n "${FLOTILLA_LIBSRT_TARBALL:-}" ]; then
    cp "$FLOTILLA_LIBSRT_TARBALL" "$tarball"
else
    fetch
fi
echo "$sha256  $tarball" | sha256sum --check --quiet || fail "the archive of libsrt $version is not the one that was reviewed"

tar -xzf "$tarball" -C "$work"
cmake -S "$work/srt-$version" -B "$work/build" \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$work/out" -DCMAKE_INSTALL_LIBDIR=lib \
    -DENABLE_BONDING=ON -DENABLE_STDCXX_SYNC=ON -DUSE_ENCLIB=openssl \
    -DENABLE_STATIC=OFF -DENABLE_APPS=OFF -DENABLE_TESTING=OFF >"$work/cmake.log" || { cat "$work/cmake.log"; fail "cmake refuses"; }
make -C "$work/build" -j"$(nproc)" install >"$work/make.log" 2>&1 || { tail -50 "$work/make.log"; fail "it does not compile"; }

mkdir -p "$folder"
install -m 644 "$work/out/lib/libsrt.so.$version" "$folder/libsrt.so.$version"
ln -sf "libsrt.so.$version" "$folder/libsrt.so.1.5"
echo "libsrt $version with socket groups is in $folder"
