# ./agency up | down | status
# shellcheck shell=sh

PORT=8080

up() {
  demo='' fresh='' detach='' store_file='' public_url=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --demo) demo=yes ;;
      --fresh) fresh=yes ;;
      --detach) detach=yes ;;
      --data) DATA=$(value_of "$@"); shift ;;
      --port) PORT=$(value_of "$@"); check_port "$PORT"; shift ;;
      --public-url) public_url=$(value_of "$@"); check_url "$public_url"; shift ;;
      --store) store_file=$(value_of "$@"); store_file=$(absolute "$store_file"); shift ;;
      *) fail "'up' has no option $1; './agency help' lists them." ;;
    esac
    shift
  done
  [ -z "$store_file" ] || [ -r "$store_file" ] || fail "--store: $store_file cannot be read."
  need_jdk
  claim_data ${fresh:+fresh}
  lock_data
  trap unlock_data EXIT
  if [ -n "$fresh" ]; then
    forget_data
    claim_data
    lock_data
  fi
  probe free "$PORT" ||
    fail "Port $PORT is taken by another program; stop that one or choose another port with --port N."
  remember_public_url
  ensure_built
  prepare_fast_start
  trap 'trap "" INT TERM HUP; say "Stopping ..."; stop_all; exit 130' INT TERM HUP
  started=$(seconds)
  operator_token
  start_all
  await_ready
  say "Ready in $(($(seconds) - started)) s."
  load_demo
  welcome
  # From here on the processes hold the data, not this shell.
  trap - EXIT
  [ -z "$detach" ] || return 0
  trap 'trap "" INT TERM HUP; say "Stopping ..."; stop_all; exit 0' INT TERM HUP
  say "Ctrl-C stops everything."
  watch
}

prepare_fast_start() {
  trainees=
  for room in $ROOMS; do
    [ -f "$WORK/app/$room/trained" ] || trainees="$trainees $room"
  done
  [ -n "$trainees" ] || return 0
  say "Preparing fast starts (once a build) ..."
  for room in $trainees; do
    train "$room" &
  done
  wait
}

# The usual ports beside the usual gateway port; free ones in place of what is taken.
start_all() {
  say "Starting ..."
  # shellcheck disable=SC2046 # three words
  set -- $(probe pick $((PORT + 1021)) $((PORT + 1022)) $((PORT + 1023)))
  crm=$1 planning=$2 metrics=$3
  say "gateway $PORT crm $crm planning $planning metrics $metrics" >"$DATA/run/ports"
  start_service metrics "$metrics"
  start_service planning "$planning" --agency.upstream.address.metrics="127.0.0.1:$metrics"
  start_service crm "$crm" --agency.upstream.address.metrics="127.0.0.1:$metrics" \
    --agency.upstream.address.planning="127.0.0.1:$planning"
  set -- --agency.store.directory="$DATA/gateway"
  [ -z "$store_file" ] || set -- "$@" --agency.store.uri-file="$store_file"
  # The demo is loaded by one user within seconds.
  [ -z "$demo" ] || set -- "$@" --gateway.rates.people=1000000 --gateway.rates.clients=1000000
  start gateway gateway --server.address=127.0.0.1 --server.port="$PORT" \
    --gateway.session.operator-token-file="$DATA/keys/operator.token" \
    --gateway.public-url="$public_url" \
    --gateway.upstream.address.crm="127.0.0.1:$crm" \
    --gateway.upstream.address.planning="127.0.0.1:$planning" \
    --gateway.upstream.address.metrics="127.0.0.1:$metrics" "$@"
}

start_service() {
  service=$1
  port=$2
  shift 2
  if [ -n "$store_file" ]; then
    set -- "$@" --agency.store.uri-file="$store_file"
  fi
  start "$service" "$service-service" --spring.grpc.server.address=127.0.0.1 \
    --spring.grpc.server.port="$port" --agency.store.directory="$DATA/$service" \
    --agency.link.public-url="$public_url" "$@"
}

# Short links carry this address; it is kept with the data, because published ones have to go on working.
remember_public_url() {
  if [ -n "$public_url" ]; then
    say "$public_url" >"$DATA/public-url"
  elif [ -s "$DATA/public-url" ]; then
    public_url=$(cat "$DATA/public-url")
  else
    public_url=http://localhost:$PORT
  fi
}

load_demo() {
  [ -n "$demo" ] || return 0
  say "Loading the demo agency ..."
  "$JAVA" -XX:+UseSerialGC -Xmx192m -cp "$(class_path_of_tools)" io.agencysuite.demo.DemoLoader \
    --url "http://127.0.0.1:$PORT" --operator-token-file "$DATA/keys/operator.token" \
    --password-file "$DATA/demo.password" 2>"$DATA/logs/demo.out" || {
    tail_of demo
    stop_all
    fail "The demo agency could not be loaded; the log is $DATA/logs/demo.out."
  }
}

welcome() {
  say "Console: http://localhost:$PORT/console/"
  case "$public_url" in
    http://localhost*) say "Short links point at $public_url; --public-url URL gives them an address others reach." ;;
  esac
  link=$(probe onboard "http://127.0.0.1:$PORT" "$DATA/keys/operator.token")
  [ -z "$link" ] ||
    say "Set up your agency (once, within a day): http://localhost:$PORT/console/#/setup?token=$link"
}

# Stays until Ctrl-C, or until a process ends that should not.
watch() {
  while :; do
    for name in gateway crm planning metrics; do
      is_running "$name" && continue
      if [ ! -f "$DATA/run/lock/pid" ]; then
        say "Stopped."
        return 0
      fi
      give_up "$name" "$name ended by itself"
    done
    sleep 1
  done
}

data_option() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --data) DATA=$(value_of "$@"); shift ;;
      *) fail "There is no option $1 here; './agency help' lists them." ;;
    esac
    shift
  done
  DATA=$(absolute "$DATA")
}

down() {
  data_option "$@"
  if ! any_running; then
    owner=$(cat "$DATA/run/lock/pid" 2>/dev/null || echo none)
    if is_ours "$owner"; then
      fail "The suite on $DATA is being prepared by process $owner; end that one first."
    fi
    unlock_data
    say "Nothing runs on $DATA."
    return 0
  fi
  # The lock goes first: a launcher in the foreground sees that this stop is meant.
  unlock_data
  stop_all
  say "Stopped."
}

status() {
  data_option "$@"
  total=0 stopped=0
  for name in gateway crm planning metrics store; do
    pid=$(pid_of "$name")
    if is_running "$name"; then
      kib=$(resident_kib "$pid")
      total=$((total + kib))
      port=$(tr ' ' '\n' <"$DATA/run/ports" | grep -A1 "^$name\$" | tail -n 1)
      printf '%-9s running  port %-6s pid %-8s %4d MiB\n' "$name" "$port" "$pid" $((kib / 1024))
    elif [ "$name" != store ]; then
      stopped=$((stopped + 1))
      printf '%-9s stopped\n' "$name"
    fi
  done
  [ "$total" -eq 0 ] || printf '%-9s %40d MiB\n' together $((total / 1024))
  [ "$stopped" -eq 0 ] || return 3
}
