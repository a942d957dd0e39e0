# shellcheck shell=bash
# How the script talks: progress on standard error, one line each; results on standard output.
# Two rules of these files: in a pipe grep is never -q, because it would leave early, and with pipefail the writer's broken pipe
# counts as "not found"; and 'return' names its status, because within a trap it would be the one from before the trap.

say() { printf '%s\n' "$*" >&2; }

fail() {
  printf 'flotilla: %s\n' "$*" >&2
  exit 1
}

# "1 m 05 s"
duration() {
  local seconds=$1
  if [ "$seconds" -ge 60 ]; then
    printf '%d m %02d s' $((seconds / 60)) $((seconds % 60))
  else
    printf '%d s' "$seconds"
  fi
}

# The last lines of a log, set off, for an error message.
say_tail() {
  local log=$1
  say "The last lines of $log:"
  tail -n 25 "$log" 2>/dev/null | sed 's/^/  | /' >&2 || true
}

# Asks on a terminal; elsewhere, or with --yes, goes on.
agree() {
  local answer
  if [ "$ASSUME_YES" = true ] || [ ! -t 0 ]; then
    return 0
  fi
  read -r -p "$1 [Y/n] " answer
  [[ ! $answer =~ ^[nN] ]]
}
