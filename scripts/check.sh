# shellcheck shell=bash
# Tests, tours and the doctor.

check_test() {
  local tier=commit began=$SECONDS
  case ${1:-} in
    '') ;;
    --long) tier=long ;;
    --native) tier=native ;;
    *) fail "'test' knows --long and --native, not '$1'." ;;
  esac
  platform_require
  platform_find_jdk
  platform_install tests
  mkdir -p "$FLOTILLA_HOME"
  touch "$FLOTILLA_HOME/tests-began"
  local result=0
  "check_$tier" || result=1
  check_summary $((SECONDS - began)) "$result"
  return "$result"
}

# Everything that guards a commit: formatting, compiler, unit, integration and system tests, console, house rules.
# A build server tries a failed test once more, since live tests share its cores with strangers; it is named in the summary.
check_commit() {
  local again=()
  [ "${CI:-}" != true ] || again=(-Dsurefire.rerunFailingTestsCount=1 -Dfailsafe.rerunFailingTestsCount=1)
  # The agent and the control center beside each other: their tests wait more than they work.
  ./mvnw --batch-mode --threads 2 --fail-at-end verify "${again[@]}" "$@" </dev/null
}

check_long() { check_commit -DexcludedGroups= -Dsim.explore=true; }

# The agent as a native executable, under the same system tests.
check_native() {
  local executable
  [ -x "${GRAALVM_HOME:-}/bin/native-image" ] ||
    fail "--native needs GRAALVM_HOME: the folder of a GraalVM or Mandrel for JDK 25, with bin/native-image in it."
  ./mvnw --batch-mode package -pl edge-agent -am "${QUICK[@]}" -Dquarkus.native.enabled=true \
    -Dquarkus.native.native-image-xmx=6g </dev/null || return 1
  executable=$(find edge-agent/target -maxdepth 1 -name '*-runner' -type f -perm -u+x)
  cp "$executable" "$FLOTILLA_HOME/flotilla-edge"
  # It looks for FFmpeg's libraries beside itself.
  rm -rf "$FLOTILLA_HOME/libav"
  cp -r edge-agent/target/libav "$FLOTILLA_HOME/libav"
  FLOTILLA_EDGE=$FLOTILLA_HOME/flotilla-edge ./mvnw --batch-mode verify -pl system-tests -am \
    -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
    '-Dit.test=*SystemTest' -Dfailsafe.failIfNoSpecifiedTests=false -Dgroups=native -DexcludedGroups= </dev/null
}

# The ten slowest test classes and the sum, from the reports that this run wrote.
check_summary() {
  local reports
  reports=$(find . -path '*/target/*-reports/TEST-*.xml' -newer "$FLOTILLA_HOME/tests-began" -not -path './.flotilla/*')
  say "The ten slowest:"
  # shellcheck disable=SC2086
  sed -n 's/^<testsuite .* name="\([^"]*\)" time="\([0-9.]*\)".*/\2 \1/p' $reports /dev/null |
    sort -rn | head -n 10 | awk '{ printf "  %7.1f s  %s\n", $1, $2 }' >&2
  # shellcheck disable=SC2086
  grep -hB 1 -E '<flaky(Failure|Error)' $reports /dev/null |
    sed -n 's/.*<testcase name="\([^"]*\)" classname="\([^"]*\)".*/  failed at first: \2.\1/p' >&2
  say "It took $(duration "$1")."
  # shellcheck disable=SC2086
  sed -n 's/^<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' \
    $reports /dev/null | awk -v result="$2" '
      { tests += $1; failed += $2 + $4; skipped += $3 }
      END {
        # A build that broke before or beside its tests has failed, too.
        if (result && !failed) failed = 1
        printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped
      }'
}

check_tour() {
  local programs
  platform_find_jdk
  programs=$(cat "$RUN/programs" 2>/dev/null) || fail "nothing runs that a tour could walk through. First: ./flotilla up --detach"
  FLOTILLA_SCRIPT=$ROOT/flotilla "$JAVA_HOME/bin/java" -cp "$programs/tour:$programs/control-center/lib/main/*" \
    dev.flotilla.tour.Tours "$@"
}

# Compiles its own programs, and wants the peers that it compares with.
check_bench() {
  platform_require
  platform_find_jdk
  platform_install bench
  build_if_changed
  local edge=$ROOT/edge-agent/target/quarkus-app center=$ROOT/control-center/target/quarkus-app
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx128m --sun-misc-unsafe-memory-access=allow \
    -Dflotilla.edge.jar="$edge/quarkus-run.jar" -Dflotilla.control.jar="$center/quarkus-run.jar" \
    -Dflotilla.port-offset="$FLOTILLA_PORT_OFFSET" -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -cp "$ROOT/system-tests/target/classes:$edge/app/*:$edge/lib/main/*:$edge/lib/boot/*:$center/app/*:$center/lib/main/*" \
    dev.flotilla.bench.Bench "$@"
}

check_doctor() {
  local sick=0
  platform_require
  platform_find_jdk
  say "JDK 25            $JAVA_HOME"
  finding "libsrt" "$(/sbin/ldconfig -p | sed -n 's/.*libsrt-gnutls\.so\.1\.5 .*=> //p' | head -n 1)" "apt install libsrt1.5-gnutls" || sick=1
  finding "librist" "$(/sbin/ldconfig -p | sed -n 's/.*librist\.so\.4 .*=> //p' | head -n 1)" "apt install librist4" || sick=1
  finding "ffmpeg with SRT" "$(platform_ffmpeg)" "apt install ffmpeg" || sick=1
  finding "node >= $NODE_NEEDED" "$(platform_node)" "./flotilla up fetches one" || sick=1
  finding "10 GB of disk" "$(df --output=avail -BG "$ROOT" | awk 'NR == 2 && $1 + 0 >= 10 { print $1 " free" }')" "make room" || sick=1
  if [ -n "$(process_id edge-agent)" ]; then
    fleet_edge doctor || sick=1
  fi
  return "$sick"
}

# finding NAME WHAT-WAS-FOUND HOW-TO-MEND
finding() {
  printf '%-17s %s\n' "$1" "${2:-missing: $3}" >&2
  [ -n "$2" ]
}
