# shellcheck shell=bash
# The fleet of one that `up` runs: a control center with its PostgreSQL, an edge agent with its engine that is the region's
# Foghorn, too, and an encoder.

CENTER_DATA=$FLOTILLA_HOME/control-center
EDGE_DATA=$FLOTILLA_HOME/edge-agent
PASSWORD_FILE=$FLOTILLA_HOME/first-password
PARTS=(control-center edge-agent encoder)

port() { printf '%d' $(($1 + FLOTILLA_PORT_OFFSET)); }

fleet_up() {
  local detach=false build=true argument
  for argument in "$@"; do
    case $argument in
      --detach) detach=true ;;
      --yes) export ASSUME_YES=true ;;
      --no-build) build=false ;;
      *) fail "'up' knows --detach, --yes and --no-build, not '$argument'." ;;
    esac
  done
  platform_require
  platform_find_jdk
  mkdir -p "$RUN" "$LOG"
  fleet_lock
  fleet_keep_ports
  if [ "$build" = true ]; then
    platform_install
    build_if_changed
  fi
  trap 'say; fleet_stop; exit 130' INT TERM
  fleet_start
  fleet_say_where
  if [ "$detach" = false ]; then
    fleet_wait
  fi
}

fleet_keep_ports() {
  local made_with
  if [ -s "$FLOTILLA_HOME/port-offset" ]; then
    made_with=$(cat "$FLOTILLA_HOME/port-offset")
    [ "$made_with" = "$FLOTILLA_PORT_OFFSET" ] ||
      fail "the fleet in $FLOTILLA_HOME was made with FLOTILLA_PORT_OFFSET=$made_with. For other ports give it another FLOTILLA_HOME."
  fi
  printf '%s' "$FLOTILLA_PORT_OFFSET" >"$FLOTILLA_HOME/port-offset"
}

# One `up` or `down` at a time on the same data.
fleet_lock() {
  exec 9>"$FLOTILLA_HOME/lock"
  flock --timeout 300 9 || fail "another ./flotilla works on $FLOTILLA_HOME."
}

fleet_unlock() { exec 9>&-; }

# Starts what does not run yet, each part when the one before is ready.
fleet_start() {
  local programs
  programs=$(build_install)
  fleet_end_older_than "$programs"
  printf '%s' "$programs" >"$RUN/programs"
  fleet_write_edge_program "$programs"
  edge_settings
  center_start "$programs"
  edge_enrol "$programs"
  edge_start
  demonstration_start "$programs"
}

# Parts that run from an earlier build make way. Not the engine: its flows go on, and the new agent adopts it.
fleet_end_older_than() {
  if [ -s "$RUN/programs" ] && [ "$(cat "$RUN/programs")" != "$1" ]; then
    process_stop edge-agent 20
    process_stop control-center 40
  fi
}

center_start() {
  local programs=$1
  [ -z "$(process_id control-center)" ] || return 0
  require_free "$(port 18000)" "$(port 18001)" "$(port 18006)" "$(port 18443)"
  say "Starting the control center ..."
  FLOTILLA_DATA=$CENTER_DATA FLOTILLA_FIRST_PASSWORD_FILE=$PASSWORD_FILE \
    QUARKUS_HTTP_PORT=$(port 18000) QUARKUS_HTTP_SSL_PORT=$(port 18443) \
    QUARKUS_MANAGEMENT_PORT=$(port 18001) QUARKUS_GRPC_SERVER_PORT=$(port 18006) \
    process_start control-center "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC \
    -jar "$programs/control-center/quarkus-run.jar" run
  process_await control-center 120 answers "$(port 18001)" /q/health/ready
}

# The agent's command line: the native executable where one is given, else the jar.
fleet_write_edge_program() {
  local program=("$JAVA_HOME/bin/java" -Xmx96m -XX:+UseSerialGC -jar "$1/edge-agent/quarkus-run.jar")
  [ -z "${FLOTILLA_EDGE:-}" ] || program=("$FLOTILLA_EDGE")
  mkdir -p "$FLOTILLA_HOME/bin"
  {
    printf '#!/bin/sh\n# Written by ./flotilla up.\nexec'
    printf " '%s'" "${program[@]}"
    printf ' "$@"\n'
  } >"$FLOTILLA_HOME/bin/flotilla-edge.new"
  chmod +x "$FLOTILLA_HOME/bin/flotilla-edge.new"
  mv "$FLOTILLA_HOME/bin/flotilla-edge.new" "$FLOTILLA_HOME/bin/flotilla-edge"
}

# A command with the settings of the node that `up` runs: the agent itself, or its command line.
edge_settings() {
  local serves=ingest,edge
  # Without a MistServer nobody can be sent to it.
  [ -n "${FLOTILLA_MIST:-}" ] || serves=relay
  EDGE=(env "FLOTILLA_DATA=$EDGE_DATA" "FLOTILLA_MACHINE_ID_FILE=$EDGE_DATA/machine-id"
    "FLOTILLA_CENTER=https://127.0.0.1:$(port 18443)" "FLOTILLA_API_PORT=$(port 8080)" "QUARKUS_HTTP_PORT=$(port 18007)"
    "FLOTILLA_PROBE_ADDRESS=udp://127.0.0.1:$(port 9711)"
    "FLOTILLA_UNITS=mroute,helmsman,foghorn" "FLOTILLA_HELMSMAN_MIST_URL=${FLOTILLA_MIST:-none}" "FLOTILLA_HELMSMAN_CAPABILITIES=$serves"
    "FLOTILLA_FOGHORN_HTTP_PORT=$(port 18008)" "FLOTILLA_FOGHORN_CONTROL_PORT=$(port 18019)" "$FLOTILLA_HOME/bin/flotilla-edge")
}

edge_enrol() {
  local token
  mkdir -p "$EDGE_DATA"
  chmod 700 "$EDGE_DATA"
  # An id of its own, so that several nodes can live on one machine, and on one that has no id.
  [ -s "$EDGE_DATA/machine-id" ] || tr -d - </proc/sys/kernel/random/uuid >"$EDGE_DATA/machine-id"
  [ ! -f "$EDGE_DATA/identity/certificate.pem" ] || return 0
  say "Enrolling the edge agent ..."
  token=$(demonstration "$1" token) || fail "the control center gave no bootstrap token."
  FLOTILLA_BOOTSTRAP_TOKEN=$token "${EDGE[@]}" enroll >"$LOG/enroll.log" 2>&1 </dev/null || {
    say_tail "$LOG/enroll.log"
    fail "the agent could not enrol."
  }
}

edge_start() {
  [ -z "$(process_id edge-agent)" ] || return 0
  require_free "$(port 18007)" "$(port 8080)" "$(port 18008)" "$(port 18019)"
  say "Starting the edge agent ..."
  # Each of the programs on the way becomes the next by exec: same number, same start time.
  process_start edge-agent "${EDGE[@]}" run
  process_await edge-agent 60 answers "$(port 18007)" /q/health/ready
}

# demonstration PROGRAMS token|flow: asks the control center.
demonstration() {
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "$1/tour:$1/control-center/lib/main/*" dev.flotilla.tour.Demonstration "$2"
}

demonstration_start() {
  local flow
  if [ ! -s "$EDGE_DATA/demonstration-flow" ]; then
    say "Making the demonstration flow ..."
    flow=$(demonstration "$1" flow) || fail "the control center did not take the demonstration flow."
    printf '%s' "$flow" >"$EDGE_DATA/demonstration-flow"
  fi
  if [ -z "$(process_id encoder)" ]; then
    encoder_end_orphan
    process_start encoder "$ROOT/scripts/encoder.sh" "$(platform_ffmpeg)" "$(encoder_url)"
  fi
}

encoder_url() { printf 'srt://127.0.0.1:%s?mode=caller&pkt_size=1316' "$(port 9700)"; }

# An ffmpeg whose loop was killed.
encoder_end_orphan() {
  local pid
  pid=$(process_with_argument "$(encoder_url)")
  [ -z "$pid" ] || process_end "$pid" 3
}

fleet_say_where() {
  cat <<TEXT

Flotilla runs.
  Console  http://127.0.0.1:$(port 18000)   login admin@flotilla.local, password $(cat "$PASSWORD_FILE" 2>/dev/null || printf 'as you set it')
  Watch    ffplay 'srt://127.0.0.1:$(port 9710)'
  Node     ./flotilla edge status
  Viewers  http://127.0.0.1:$(port 18008)/play/PLAYBACK-ID
  Logs     $LOG
TEXT
}

# In the foreground: until Ctrl-C, or `down` from elsewhere. A part that ends meanwhile is told once.
fleet_wait() {
  local part told=''
  printf 'Ctrl-C ends it.\n'
  fleet_unlock
  while [ -f "$RUN/control-center.pid" ]; do
    for part in "${PARTS[@]}"; do
      if [ -n "$(process_id "$part")" ]; then
        told=${told/ $part/}
      elif [[ $told != *" $part"* ]]; then
        told+=" $part"
        say "$part has ended; './flotilla up --detach' in another window starts it again. Its log: $LOG/$part.log"
      fi
    done
    # In the background, so that a signal is heard at once.
    sleep 1 &
    wait $! || true
  done
  say "It was ended from elsewhere."
}

fleet_down() {
  [ $# -eq 0 ] || fail "'down' takes no argument."
  mkdir -p "$RUN"
  fleet_lock
  fleet_stop
}

# In the order in which nobody misses anybody: the source, the agent, its engine, the center with its database.
fleet_stop() {
  say "Ending the fleet ..."
  process_stop encoder 5
  encoder_end_orphan
  process_stop edge-agent 20
  engine_stop
  process_stop control-center 40
  database_stop
  say "All ended; the data stays in $FLOTILLA_HOME."
}

# The engine outlives its agent by design.
engine_stop() {
  local pid
  pid=$(process_with_argument "--socket=$EDGE_DATA/engine.sock")
  [ -z "$pid" ] || process_end "$pid" 10
}

# A PostgreSQL whose control center was killed.
database_stop() {
  local file pid
  [ -d "$CENTER_DATA" ] || return 0
  file=$(find "$CENTER_DATA" -maxdepth 5 -name postmaster.pid 2>/dev/null | head -n 1) || true
  [ -n "$file" ] || return 0
  pid=$(head -n 1 "$file")
  # SIGINT is PostgreSQL's fast and orderly shutdown.
  if { tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -F "$(dirname "$file")" >/dev/null; then
    process_end "$pid" 30 INT
  fi
}

fleet_status() {
  local part pid running=0
  for part in "${PARTS[@]}"; do
    pid=$(process_id "$part")
    if [ -n "$pid" ]; then
      running=$((running + 1))
      printf '%-15s runs    process %-8s %s MB\n' "$part" "$pid" "$(resident_megabytes "$pid")"
    else
      printf '%-15s is not running\n' "$part"
    fi
  done
  pid=$(process_with_argument "--socket=$EDGE_DATA/engine.sock")
  if [ -n "$pid" ]; then
    printf '%-15s runs    process %-8s %s MB\n' engine "$pid" "$(resident_megabytes "$pid")"
  fi
  [ $running -eq ${#PARTS[@]} ]
}

resident_megabytes() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

fleet_edge() {
  [ -x "$FLOTILLA_HOME/bin/flotilla-edge" ] || fail "there is no node yet. First: ./flotilla up --detach"
  edge_settings
  "${EDGE[@]}" "$@"
}
