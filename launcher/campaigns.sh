# ./agency proof | lab | bench: main classes found by their name, so that adding one is adding a class.
# shellcheck shell=sh

# mains SUFFIX FOLDER...: `name<TAB>class file` of every class whose name ends in SUFFIX.
mains() {
  suffix=$1
  shift
  for folder in "$@"; do
    for file in "$folder"/*"$suffix".class; do
      [ -f "$file" ] || continue
      name=$(basename "$file" "$suffix.class" | sed 's/\([a-z0-9]\)\([A-Z]\)/\1-\2/g' | tr '[:upper:]' '[:lower:]')
      printf '%s\t%s\n' "$name" "$file"
    done
  done
}

# Takes the list on standard input; fails with the names there are.
pick_main() {
  list=$(cat)
  found=$(printf '%s\n' "$list" | awk -F '\t' -v name="$2" '$1 == name { print $2 }')
  if [ -z "$found" ]; then
    names=$(printf '%s\n' "$list" | cut -f 1 | sort | paste -s -d ' ' -)
    fail "There is no $1 '$2' (there are: ${names:-none})."
  fi
  printf '%s' "$found"
}

class_name() {
  printf '%s' "$1" | sed 's|.*/target/classes/||; s|\.class$||; s|/|.|g'
}

proof() {
  need_jdk
  ensure_built
  file=$(mains Proof "$ROOT/system-test/target/classes/io/agencysuite/proof" | pick_main proof "${1:-}")
  shift
  cd "$ROOT" || exit 1
  exec "$JAVA" -Xmx512m -cp "$(class_path_of_tools)" "$(class_name "$file")" "$@"
}

lab() {
  need_jdk
  ensure_built
  file=$(mains Lab "$ROOT"/*-service/target/classes/io/agencysuite/*/lab | pick_main "lab tool" "${1:-}")
  shift
  [ $# -ge 2 ] || fail "'lab' needs a tool, an input and an output; './agency help' shows it."
  room=${file%%/target/*}
  room=${room##*/}
  exec "$JAVA" -Xmx2g --enable-native-access=ALL-UNNAMED \
    -cp "$WORK/app/$room/$room.jar:$WORK/app/$room/lib/*" "$(class_name "$file")" "$@"
}

bench() {
  need_jdk
  maven -q -DskipTests -pl bench -am package >"$WORK/bench.log" 2>&1 ||
    fail "The benchmarks could not be built; the log is in $WORK/bench.log."
  benches=$(mains Bench "$ROOT/bench/target/classes/io/agencysuite/bench")
  # shellcheck disable=SC2046 # one word a bench
  [ $# -gt 0 ] || set -- $(printf '%s\n' "$benches" | cut -f 1)
  [ $# -gt 0 ] || fail "There is no bench."
  for name in "$@"; do
    file=$(printf '%s\n' "$benches" | pick_main bench "$name")
    (cd "$ROOT" && "$JAVA" -Xmx2g --enable-native-access=ALL-UNNAMED \
      -cp "$ROOT/bench/target/classes:$ROOT/bench/target/lib/*" "$(class_name "$file")")
  done
}
