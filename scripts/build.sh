# shellcheck shell=bash
# From sources to programs. What runs is a copy, so that a build beside it does not pull the ground from under it.

BUILT=$FLOTILLA_HOME/built
QUICK=(-DskipTests -Dmaven.test.skip=true -Dspotless.apply.skip -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip -Denforcer.skip)

# One number for everything that goes into the programs.
build_fingerprint() {
  find pom.xml .mvn common-proto native-libs edge-agent control-center system-tests \
    \( -name target -o -name node_modules -o -name dist -o -name .quinoa -o -path '*/src/test' \) -prune \
    -o -type f -printf '%p %s %T@\n' | sort | sha256sum | cut -c 1-12
}

# Builds when a source changed since the last build; says what it is at while it works.
build_if_changed() {
  local fingerprint
  fingerprint=$(build_fingerprint)
  if [ -f "$BUILT" ] && [ "$(cat "$BUILT")" = "$fingerprint" ] && [ -f "$(program_of control-center)" ]; then
    return 0
  fi
  say "Building (the first time fetches what the build needs: that takes minutes) ..."
  build_run "$LOG/build.log" ./mvnw package "${QUICK[@]}"
  printf '%s' "$fingerprint" >"$BUILT"
}

program_of() { printf '%s' "$ROOT/$1/target/quarkus-app/quarkus-run.jar"; }

# build_run LOG COMMAND...: shows Maven's steps, and a sign of life where a step is long.
build_run() {
  local log=$1 began=$SECONDS pid step last='' shown=$SECONDS
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  # Ctrl-C ends the build with the script.
  trap 'kill '"$pid"' 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    step=$(sed -n 's/^\[INFO\] Building \(Flotilla[a-z ]*[a-z]\) \{1,\}[0-9].*\(\[.*\]\)$/\2 \1/p' "$log" | tail -n 1)
    if [ "$step" != "$last" ] || [ $((SECONDS - shown)) -ge 30 ]; then
      [ -z "$step" ] || say "  $(duration $((SECONDS - began)))  $step"
      last=$step shown=$SECONDS
    fi
    sleep 1
  done
  trap - INT TERM
  if ! wait "$pid"; then
    say_tail "$log"
    fail "the build failed; its whole log is $log"
  fi
  say "Built in $(duration $((SECONDS - began)))."
}

# Copies the programs to a folder of this build and prints it; drops those that no process uses.
build_install() {
  local version programs part old
  version=$(cat "$(program_of control-center)" "$(program_of edge-agent)" control-center/target/quarkus-app/quarkus-app-dependencies.txt \
    control-center/target/quarkus-app/app/*.jar edge-agent/target/quarkus-app/app/*.jar 2>/dev/null | sha256sum | cut -c 1-12)
  programs=$FLOTILLA_HOME/programs/$version
  if [ ! -d "$programs" ]; then
    rm -rf "$programs.new"
    mkdir -p "$programs.new"
    for part in control-center edge-agent; do
      cp -a "$part/target/quarkus-app" "$programs.new/$part"
    done
    cp -a system-tests/target/classes "$programs.new/tour"
    mv "$programs.new" "$programs"
  fi
  for old in "$FLOTILLA_HOME"/programs/*; do
    [ "$old" = "$programs" ] || is_in_use "$old" || rm -rf "$old"
  done
  printf '%s' "$programs"
}

# Whether a process runs from that folder. The pattern comes by a file, so that grep does not find itself.
is_in_use() { grep -qaF -f <(printf '%s/' "$1") /proc/[0-9]*/cmdline 2>/dev/null; }
