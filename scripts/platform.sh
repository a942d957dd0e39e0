# shellcheck shell=bash
# What this machine is, what it lacks, and how it gets that.

NODE_NEEDED=20.19.0
TOOLS=$FLOTILLA_HOME/tools

platform_require() {
  local id version
  [ "$(uname -s)" = Linux ] || fail "runs on Linux (Debian 12 or 13, Ubuntu 24.04, amd64); this is $(uname -s)."
  # shellcheck source=/dev/null
  id=$(. /etc/os-release && printf '%s' "$ID")
  # shellcheck source=/dev/null
  version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-unknown}")
  case "$id $version $(uname -m)" in
    "debian 12 x86_64" | "debian 13 x86_64" | "ubuntu 24.04 x86_64") ;;
    *) fail "runs on Debian 12 or 13 and Ubuntu 24.04 on amd64; this is $id $version on $(uname -m)." ;;
  esac
}

# Sets JAVA_HOME to a JDK 25 or ends with a sentence that says how to get one.
platform_find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    "$(path_to_jdk)"; do
    if is_jdk_25 "$home"; then
      export JAVA_HOME=$home PATH=$home/bin:$PATH
      return 0
    fi
  done
  if apt_offers openjdk-25-jdk-headless && apt_install openjdk-25-jdk-headless; then
    platform_find_jdk
    return 0
  fi
  fail "needs a JDK 25 and found none (JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, PATH).
Debian 13 and Ubuntu 24.04: apt install openjdk-25-jdk-headless. Debian 12: Eclipse Temurin 25, https://adoptium.net.
Then set JAVA_HOME to its folder and try again."
}

is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && grep -qE '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

path_to_jdk() {
  local javac
  javac=$(command -v javac) && dirname "$(dirname "$(realpath "$javac")")"
}

# Installs the packages that run and build the product; with "tests" or "bench" those of the tests or the benchmarks, too.
platform_install() {
  local missing=()
  has_library libsrt-gnutls.so.1.5 || missing+=(libsrt1.5-gnutls)
  has_library librist.so.4 || missing+=(librist4)
  if [ -z "$(platform_ffmpeg)" ] || { [ "${1:-}" = tests ] && ! command -v ffprobe >/dev/null; }; then
    missing+=(ffmpeg)
  fi
  [ -n "$(platform_node)" ] || node_can_come_from_npm || missing+=(nodejs npm)
  if [ "${1:-}" = tests ]; then
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
    command -v git >/dev/null || missing+=(git)
    command -v gcc >/dev/null || missing+=(gcc libc6-dev)
    command -v srt-live-transmit >/dev/null || missing+=(srt-tools)
    command -v ristsender >/dev/null || missing+=(rist-tools)
  fi
  if [ "${1:-}" = bench ]; then
    command -v gcc >/dev/null || missing+=(gcc libc6-dev)
    command -v srt-live-transmit >/dev/null || missing+=(srt-tools)
    [ -e /usr/include/srt/srt.h ] || missing+=(libsrt-openssl-dev)
    command -v wrk >/dev/null || missing+=(wrk)
    [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  fi
  if [ ${#missing[@]} -gt 0 ] && ! apt_install "${missing[@]}"; then
    platform_without_apt "${missing[@]}"
  fi
  node_install
}

# What is missing when apt cannot help: ffmpeg has another source, the rest has not.
platform_without_apt() {
  local package
  for package in "$@"; do
    case $package in
      ffmpeg) ffmpeg_from_jar ;;
      *) fail "the package $package is missing and could not be installed. Try: sudo apt-get install $*" ;;
    esac
  done
}

has_library() { /sbin/ldconfig -p | grep "$1" >/dev/null; }

apt_offers() { apt-cache policy "$1" 2>/dev/null | grep 'Candidate: [0-9]' >/dev/null; }

apt_install() {
  local as_root=()
  say "Missing on this machine: $*"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || return 1
    as_root=(sudo)
    # Without a terminal nobody can type a password.
    [ -t 0 ] || as_root=(sudo -n)
  fi
  agree "Install with apt: $*?" || return 1
  say "Installing $* ..."
  mkdir -p "$FLOTILLA_HOME/log"
  {
    "${as_root[@]}" apt-get update -q &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
  } >"$FLOTILLA_HOME/log/apt.log" 2>&1 </dev/null && return 0
  say_tail "$FLOTILLA_HOME/log/apt.log"
  return 1
}

# The ffmpeg that encodes the demonstration: the system's when it can SRT and H.264, else the one unpacked from its jar.
platform_ffmpeg() {
  local candidate
  for candidate in "$(command -v ffmpeg || true)" "$TOOLS/ffmpeg/ffmpeg"; do
    if [ -x "$candidate" ] && "$candidate" -hide_banner -protocols 2>/dev/null | grep -w srt >/dev/null; then
      printf '%s' "$candidate"
      return 0
    fi
  done
}

ffmpeg_from_jar() {
  local version jar
  version=$(sed -n 's:.*<ffmpeg.version>\(.*\)</ffmpeg.version>.*:\1:p' pom.xml)
  say "Fetching the ffmpeg executable of org.bytedeco:ffmpeg:$version ..."
  mkdir -p "$TOOLS/ffmpeg.new"
  ./mvnw -q -N dependency:copy "-Dartifact=org.bytedeco:ffmpeg:$version:jar:linux-x86_64" \
    "-DoutputDirectory=$TOOLS/ffmpeg.new" </dev/null >&2
  jar=$(find "$TOOLS/ffmpeg.new" -name '*.jar')
  (cd "$TOOLS/ffmpeg.new" && "$JAVA_HOME/bin/jar" xf "$jar" org/bytedeco/ffmpeg/linux-x86_64)
  rm -rf "$TOOLS/ffmpeg"
  mv "$TOOLS/ffmpeg.new/org/bytedeco/ffmpeg/linux-x86_64" "$TOOLS/ffmpeg"
  rm -rf "$TOOLS/ffmpeg.new"
  chmod +x "$TOOLS"/ffmpeg/ff*
  [ -n "$(platform_ffmpeg)" ] || fail "the ffmpeg executable of org.bytedeco:ffmpeg:$version does not run here."
}

# A node that can build the console; empty when there is none.
platform_node() {
  local candidate
  for candidate in "$TOOLS/node/node_modules/node/bin/node" "$(command -v node || true)"; do
    if [ -x "$candidate" ] && is_at_least "$NODE_NEEDED" "$("$candidate" --version | tr -d v)"; then
      printf '%s' "$candidate"
      return 0
    fi
  done
}

node_can_come_from_npm() { command -v npm >/dev/null; }

# The distribution's node is too old for the console: npm brings a newer one, into our own folder.
node_install() {
  local node
  if [ -z "$(platform_node)" ]; then
    say "Fetching a newer node by npm, for building the console ..."
    mkdir -p "$TOOLS/node"
    npm install --silent --prefix "$TOOLS/node" node@22 </dev/null >&2
  fi
  node=$(platform_node)
  [ -n "$node" ] || fail "needs node >= $NODE_NEEDED to build the console; 'npm install node@22' gave none."
  PATH=$(dirname "$node"):$PATH
  export PATH
}

is_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }
