# shellcheck shell=bash
# The processes that `up` starts. A pid file holds the number and the start time of a process, so that a stranger who got the
# same number later is never taken for ours, and never killed. What is not remembered by a file is known by its command line.

RUN=$FLOTILLA_HOME/run
LOG=$FLOTILLA_HOME/log

# Clock ticks since boot at which a process started; empty when there is none.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# process_start NAME COMMAND...: in a session of its own, so that Ctrl-C reaches only the script.
process_start() {
  local name=$1 pid
  shift
  mkdir -p "$RUN" "$LOG"
  [ ! -s "$LOG/$name.log" ] || mv "$LOG/$name.log" "$LOG/$name.log.1"
  # 9 is the lock of the script, which must not live on in what it starts.
  setsid "$@" >"$LOG/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$RUN/$name.pid"
}

# The process id of a part that runs, else nothing.
process_id() {
  local pid start
  [ -s "$RUN/$1.pid" ] || return 0
  read -r pid start <"$RUN/$1.pid"
  if [ -n "$start" ] && [ "$(started_at "$pid")" = "$start" ] && ! is_zombie "$pid"; then
    printf '%s' "$pid"
  fi
}

is_zombie() { grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# The process one of whose arguments is exactly this; empty when there is none.
process_with_argument() {
  local file
  for file in /proc/[0-9]*/cmdline; do
    if { tr '\0' '\n' <"$file"; } 2>/dev/null | grep -xF -- "$1" >/dev/null; then
      basename "$(dirname "$file")"
      return 0
    fi
  done
}

# process_stop NAME SECONDS: asks, waits, and insists.
process_stop() {
  local pid
  pid=$(process_id "$1")
  [ -z "$pid" ] || process_end "$pid" "$2"
  rm -f "$RUN/$1.pid"
}

# process_end PID SECONDS [SIGNAL]
process_end() {
  local pid=$1 start deadline=$((SECONDS + $2))
  start=$(started_at "$pid")
  kill "-${3:-TERM}" "$pid" 2>/dev/null || return 0
  while [ "$(started_at "$pid")" = "$start" ] && ! is_zombie "$pid"; do
    if [ $SECONDS -ge $deadline ]; then
      kill -KILL "$pid" 2>/dev/null || true
      return 0
    fi
    sleep 0.1
  done
}

# process_await NAME SECONDS CHECK...: until the check succeeds; the part's log on failure.
process_await() {
  local name=$1 deadline=$((SECONDS + $2))
  shift 2
  until "$@"; do
    if [ -z "$(process_id "$name")" ]; then
      say_tail "$LOG/$name.log"
      fail "$name ended while it was starting."
    fi
    if [ $SECONDS -ge $deadline ]; then
      say_tail "$LOG/$name.log"
      fail "$name is not ready in time."
    fi
    sleep 0.7
  done
}

# answers PORT PATH: whether that page on this machine comes with status 200.
answers() {
  local line
  {
    exec 8<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&8
    read -r -t 3 line <&8 || true
    exec 8>&-
  } 2>/dev/null
  [[ ${line:-} == *" 200"* ]]
}

# require_free PORT...: a port that a stranger holds would make us talk to the stranger.
require_free() {
  local port
  for port in "$@"; do
    if (exec 8<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      fail "port $port is in use by another program. A fleet on other ports: FLOTILLA_HOME=$HOME/.flotilla-2 FLOTILLA_PORT_OFFSET=1000 ./flotilla up"
    fi
  done
}
