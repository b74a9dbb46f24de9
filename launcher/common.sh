# What every command of the launcher uses. Sourced by `agency`; ROOT is the repository.
# shellcheck shell=sh disable=SC2034 # the variables are used by the other parts

WORK=$ROOT/.agency
ROOMS="metrics-service planning-service crm-service gateway"
DATA=${AGENCY_DATA:-$ROOT/data}

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Reads a part of the launcher with everything it needs.
part() {
  case "$1" in
    up) . "$ROOT/launcher/build.sh"; . "$ROOT/launcher/data.sh"; . "$ROOT/launcher/processes.sh" ;;
    store) . "$ROOT/launcher/build.sh"; . "$ROOT/launcher/data.sh" ;;
    campaigns | test) . "$ROOT/launcher/build.sh" ;;
  esac
  # shellcheck disable=SC1090 # one of the parts beside this file
  . "$ROOT/launcher/$1.sh"
}

# The value of an option, or a sentence that it is missing.
value_of() {
  if [ $# -lt 2 ] || [ -z "$2" ]; then
    fail "$1 needs a value; './agency help' shows it."
  fi
  printf '%s' "$2"
}

# Accepts http://host or https://host, without a path.
check_url() {
  case "$1" in
    http://*/* | https://*/* | *[[:space:]?#@]*) ;;
    http://?* | https://?*) return 0 ;;
  esac
  fail "--public-url: $1 (expected: http:// or https:// and a host, no path)"
}

# Accepts 1..65535 without leading zero.
check_port() {
  case "$1" in
    '' | 0* | *[!0-9]* | ??????*) fail "--port: $1 (expected: 1..65535)" ;;
  esac
  [ "$1" -le 65535 ] || fail "--port: $1 (expected: 1..65535)"
}

absolute() {
  case "$1" in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
  esac
}

need_jdk() {
  . "$ROOT/.mvn/find-jdk.sh"
  find_jdk || exit 1
  JAVA=$JAVA_HOME/bin/java
}

seconds() {
  date +%s
}

# newer FILE OTHER: whether FILE was changed after OTHER.
newer() {
  [ -n "$(find "$1" -newer "$2" 2>/dev/null)" ]
}

# Small questions about ports and readiness; a compiled copy answers faster.
probe() {
  if [ -f "$WORK/probe/Probe.class" ] && ! newer "$ROOT/launcher/Probe.java" "$WORK/probe/Probe.class"; then
    "$JAVA" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx32m -cp "$WORK/probe" Probe "$@"
  else
    "$JAVA" "$ROOT/launcher/Probe.java" "$@"
  fi
}
