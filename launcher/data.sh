# The data folder: whose it is, whether it can be used, and one launcher at a time on it.
# shellcheck shell=sh

MARKER=.agency-suite
FREE_KIB=262144

# Fails with one sentence unless the folder is ours, writable and has room; `fresh` makes room first.
claim_data() {
  DATA=$(absolute "$DATA")
  if [ -d "$DATA" ] && [ ! -f "$DATA/$MARKER" ] && [ -n "$(ls -A "$DATA" 2>/dev/null)" ]; then
    fail "The folder $DATA is not empty and holds no data of the suite; choose another one with --data DIR."
  fi
  mkdir -p "$DATA" 2>/dev/null || fail "The data folder $DATA cannot be created."
  (: >"$DATA/$MARKER.try") 2>/dev/null || fail "The data folder $DATA is read-only."
  rm -f "$DATA/$MARKER.try"
  free=$(df -Pk "$DATA" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$FREE_KIB" ] || [ "${1:-}" = fresh ] ||
    fail "The data folder $DATA is full: $((free / 1024)) MiB are free, $((FREE_KIB / 1024)) MiB are needed."
  [ -f "$DATA/$MARKER" ] || say "Data of the Agency Suite. './agency up --fresh' forgets it." >"$DATA/$MARKER"
  mkdir -p "$DATA/run" "$DATA/logs" "$DATA/keys"
  chmod 700 "$DATA" "$DATA/keys"
}

# A launcher that was killed leaves its lock; the lock of a dead one is taken over.
lock_data() {
  if ! mkdir "$DATA/run/lock" 2>/dev/null; then
    owner=$(cat "$DATA/run/lock/pid" 2>/dev/null || echo none)
    if is_ours "$owner" || any_running; then
      missing=''
      for name in gateway crm planning metrics; do
        is_running "$name" || missing="$missing $name"
      done
      if [ -n "$missing" ] && ! is_ours "$owner"; then
        fail "The suite on $DATA runs only in part, stopped:$missing; './agency down' and then './agency up' start it anew."
      fi
      fail "The suite already runs on the data folder $DATA; './agency status' shows it, './agency down' stops it."
    fi
  fi
  echo $$ >"$DATA/run/lock/pid"
}

unlock_data() {
  rm -rf "$DATA/run/lock"
}

# Whether a process with this id is part of the suite.
is_ours() {
  case "$1" in
    '' | *[!0-9]*) return 1 ;;
  esac
  ps -ww -p "$1" -o args= 2>/dev/null | grep -Eq '\.agency/app/|agency (up|store)|StoreApplication'
}

any_running() {
  for pid_file in "$DATA"/run/*.pid; do
    [ -f "$pid_file" ] || continue
    ! is_ours "$(cat "$pid_file")" || return 0
  done
  return 1
}

# Only what the suite itself puts there; somebody else's file in the folder stays.
forget_data() {
  [ -f "$DATA/$MARKER" ] || return 0
  for name in crm planning metrics gateway store keys logs run demo.password public-url; do
    rm -rf "${DATA:?}/$name"
  done
}

operator_token() {
  token=$DATA/keys/operator.token
  if [ ! -s "$token" ]; then
    (umask 077 && od -An -tx1 -N32 /dev/urandom | tr -d ' \n' >"$token")
  fi
}
