# The processes of the suite: start, watch, stop. Their ids and ports stand in DATA/run.
# shellcheck shell=sh

STOP_SECONDS=30
READY_SECONDS=180
# The gateway goes first, so that nothing new arrives while the services finish.
STOP_ORDER="gateway crm planning metrics store"

# start NAME ROOM OPTION...: the log is bounded by the room itself; what the JVM says lies beside it.
start() {
  name=$1
  room=$2
  shift 2
  app=$WORK/app/$room
  # Where the core is short, the door goes first: a refusal must not wait behind the work.
  niceness=5
  [ "$room" != gateway ] || niceness=0
  cache=
  [ ! -f "$app/room.aot" ] || cache=-XX:AOTCache=$app/room.aot
  # shellcheck disable=SC2086 # one word per flag
  nohup nice -n "$niceness" "$JAVA" $JVM_FLAGS $cache -jar "$app/$room.jar" \
    --logging.file.name="$DATA/logs/$name.log" \
    --logging.logback.rollingpolicy.max-file-size=10MB \
    --logging.logback.rollingpolicy.max-history=5 \
    --logging.logback.rollingpolicy.total-size-cap=50MB \
    --logging.threshold.console=OFF \
    --agency.identity.key-directory="$DATA/keys" \
    "$@" >"$DATA/logs/$name.out" 2>&1 </dev/null &
  echo $! >"$DATA/run/$name.pid"
}

pid_of() {
  cat "$DATA/run/$1.pid" 2>/dev/null || true
}

is_running() {
  is_ours "$(pid_of "$1")" && kill -0 "$(pid_of "$1")" 2>/dev/null
}

# The end of a process's log, for the screen of somebody whose start failed.
tail_of() {
  for log in "$DATA/logs/$1.out" "$DATA/logs/$1.log"; do
    [ ! -s "$log" ] || tail -n 8 "$log" | cut -c1-240 | sed 's/^/  | /' >&2
  done
}

await_ready() {
  pids=
  for name in metrics planning crm gateway; do
    pids="$pids $(pid_of "$name")"
  done
  # Not in $(...): a shell that reads does not take leave of its children, and they look alive.
  # shellcheck disable=SC2086 # one word per pid
  if probe await "http://127.0.0.1:$PORT/healthz" "$READY_SECONDS" $pids >"$DATA/run/ended"; then
    return 0
  fi
  ended=$(cat "$DATA/run/ended")
  for name in metrics planning crm gateway; do
    [ "$(pid_of "$name")" != "$ended" ] || give_up "$name" "$name ended while starting"
  done
  stop_all
  fail "The suite is not ready after $READY_SECONDS s; the logs are in $DATA/logs."
}

# give_up NAME SENTENCE: shows why a process ended and stops the others.
give_up() {
  tail_of "$1"
  stop_all
  fail "$2; everything was stopped, its log is $DATA/logs/$1.log."
}

# Asks all to stop, waits within bounds, and ends by force what does not.
stop_all() {
  for stopping in $STOP_ORDER; do
    ! is_running "$stopping" || kill -TERM "$(pid_of "$stopping")" 2>/dev/null || true
    # The services finish together, but only after the door is closed.
    [ "$stopping" != gateway ] || await_stop gateway
  done
  for stopping in $STOP_ORDER; do
    await_stop "$stopping"
    rm -f "$DATA/run/$stopping.pid"
  done
  unlock_data
}

await_stop() {
  tenths=$((STOP_SECONDS * 5))
  while is_running "$1"; do
    if [ "$tenths" -le 0 ]; then
      say "$1 did not stop within $STOP_SECONDS s and is ended by force."
      kill -KILL "$(pid_of "$1")" 2>/dev/null || true
      return 0
    fi
    tenths=$((tenths - 1))
    sleep 0.2
  done
}

resident_kib() {
  ps -p "$1" -o rss= 2>/dev/null | tr -d ' '
}
