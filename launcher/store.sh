# ./agency store
# shellcheck shell=sh

store() {
  port=27317
  while [ $# -gt 0 ]; do
    case "$1" in
      --data) DATA=$(value_of "$@"); shift ;;
      --port) port=$(value_of "$@"); check_port "$port"; shift ;;
      *) fail "'store' has no option $1; './agency help' lists them." ;;
    esac
    shift
  done
  need_jdk
  claim_data
  ensure_built
  write_store_login
  say "The address for './agency up --store' stands in $DATA/keys/store.uri. Ctrl-C stops the store."
  # shellcheck disable=SC2086 # one word per flag
  exec "$JAVA" $JVM_FLAGS -cp "$(class_path_of_tools)" \
    io.agencysuite.store.StoreApplication --dir "$DATA/store" --host 127.0.0.1 --port "$port" \
    --credential-file "$DATA/keys/store.credential" 2>"$DATA/logs/store.out"
}

write_store_login() {
  credential=$DATA/keys/store.credential
  if [ ! -s "$credential" ]; then
    secret=$(od -An -tx1 -N24 /dev/urandom | tr -d ' \n')
    (umask 077 && say "agency:$secret" >"$credential")
  fi
  (umask 077 && say "mongodb://$(cat "$credential")@127.0.0.1:$port/?authSource=admin&authMechanism=SCRAM-SHA-256" \
    >"$DATA/keys/store.uri")
}
