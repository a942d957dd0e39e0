# shellcheck shell=bash
# Releases of the edge agent: the key that signs them, the archive, and the signature that goes into the catalogue.

fleet_release() {
  local command=${1:-}
  [ $# -eq 0 ] || shift
  case $command in
    key) release_key "$@" ;;
    pack) release_pack "$@" ;;
    sign) release_sign "$@" ;;
    *) fail "'release' knows key FILE, pack VERSION FILE and sign VERSION FILE KEY [MINIMUM], not '$command'." ;;
  esac
}

# release_key FILE: a new key in that file, and on standard output the public half, for flotilla.release.keys.
release_key() {
  [ $# -eq 1 ] || fail "release key FILE: where the new key goes."
  [ ! -e "$1" ] || fail "$1 is there already."
  (umask 077 && openssl genpkey -algorithm ed25519 -out "$1")
  openssl pkey -in "$1" -pubout | sed '/-----/d' | tr -d '\n'
  printf '\n'
}

# release_pack VERSION FILE: the agent as it was built last (or the native executable in FLOTILLA_EDGE), under that version.
release_pack() {
  [ $# -eq 2 ] || fail "release pack VERSION FILE: the version, and where the .tar.gz goes."
  local work
  work=$(mktemp -d)
  mkdir "$work/bin"
  if [ -n "${FLOTILLA_EDGE:-}" ]; then
    mkdir "$work/agent"
    cp "$FLOTILLA_EDGE" "$work/agent/flotilla-edge"
    cp -r "$(dirname "$FLOTILLA_EDGE")/libav" "$work/agent/libav"
  else
    [ -f "$(program_of edge-agent)" ] || fail "the edge agent is not built. First: ./flotilla up, or ./mvnw package"
    cp -r "$(dirname "$(program_of edge-agent)")" "$work/agent"
  fi
  printf 'version=%s\nplatform=%s\n' "$1" "$(release_platform)" >"$work/release.properties"
  cp "$ROOT/edge-agent/src/main/keeper/launcher" "$work/bin/flotilla-edge"
  chmod 755 "$work/bin/flotilla-edge"
  tar -czf "$2" -C "$work" bin agent release.properties
  rm -rf "$work"
}

# release_sign VERSION FILE KEY [MINIMUM]: what upsertEdgeRelease takes, as JSON.
release_sign() {
  [ $# -ge 3 ] || fail "release sign VERSION FILE KEY [MINIMUM]: what is signed, and by which key."
  local work size sum signature
  work=$(mktemp -d)
  size=$(stat -c %s "$2")
  sum=$(sha256sum "$2" | cut -d ' ' -f 1)
  printf 'flotilla-release 1\nversion %s\nplatform %s\nsize %s\nsha256 %s\nminimum %s\n' \
    "$1" "$(release_platform)" "$size" "$sum" "${4:-none}" >"$work/statement"
  openssl pkeyutl -sign -rawin -inkey "$3" -in "$work/statement" -out "$work/signature"
  signature=$(base64 -w 0 "$work/signature")
  rm -rf "$work"
  printf '{"version": "%s", "platform": "%s", "sizeBytes": %s, "sha256": "%s", %s"signature": "%s"}\n' \
    "$1" "$(release_platform)" "$size" "$sum" "${4:+\"minimum\": \"$4\", }" "$signature"
}

# As Java names this machine.
release_platform() {
  case $(uname -m) in
    x86_64) printf linux-amd64 ;;
    *) printf 'linux-%s' "$(uname -m)" ;;
  esac
}
