# ./agency proof | lab | bench: main classes found by their place, so that adding one is adding a class.
# shellcheck shell=sh

# mains FOLDER...: `name<TAB>class<TAB>room` of every class with a main method in these folders.
mains() {
  grep -ls 'static void main(String' "$@" | while IFS= read -r file; do
    name=$(basename "$file" .java | sed 's/\([a-z0-9]\)\([A-Z]\)/\1-\2/g' | tr '[:upper:]' '[:lower:]')
    name=${name%-bench}
    name=${name%-lab}
    class=$(printf '%s' "${file#*/src/main/java/}" | sed 's|\.java$||; s|/|.|g')
    room=${file%%/src/main/java/*}
    printf '%s\t%s\t%s\n' "$name" "$class" "${room##*/}"
  done
}

# Takes the list on standard input; fails with the names there are.
pick_main() {
  list=$(cat)
  found=$(printf '%s\n' "$list" | awk -F '\t' -v name="$2" '$1 == name { print $2, $3 }')
  if [ -z "$found" ]; then
    names=$(printf '%s\n' "$list" | cut -f 1 | sort | paste -s -d ' ' -)
    fail "There is no $1 '$2' (there are: ${names:-none})."
  fi
  printf '%s' "$found"
}

proof() {
  need_jdk
  ensure_built
  found=$(mains "$ROOT"/system-test/src/main/java/io/agencysuite/proof/*.java | pick_main proof "${1:-}")
  shift
  cd "$ROOT" || exit 1
  exec "$JAVA" -Xmx512m --enable-native-access=ALL-UNNAMED "-Dsuite.flags=$JVM_FLAGS" \
    -cp "$(class_path_of_tools)" "${found% *}" "$@"
}

lab() {
  need_jdk
  ensure_built
  found=$(mains "$ROOT"/*-service/src/main/java/io/agencysuite/*/lab/*.java | pick_main "lab tool" "${1:-}")
  shift
  [ $# -ge 2 ] || fail "'lab' needs a tool, an input and an output; './agency help' shows it."
  app=$WORK/app/${found#* }
  exec "$JAVA" -Xmx2g --enable-native-access=ALL-UNNAMED \
    -cp "$app/${found#* }.jar:$app/lib/*" "${found% *}" "$@"
}

bench() {
  need_jdk
  mkdir -p "$WORK"
  maven -q -DskipTests -pl bench,gateway,metrics-service -am package >"$WORK/bench.log" 2>&1 ||
    fail "The benchmarks could not be built; the log is in $WORK/bench.log."
  benches=$(mains "$ROOT"/bench/src/main/java/io/agencysuite/bench/*.java)
  if [ $# -gt 0 ]; then
    run_bench "$@"
    return 0
  fi
  for name in $(printf '%s\n' "$benches" | cut -f 1); do
    run_bench "$name"
  done
}

run_bench() {
  found=$(printf '%s\n' "$benches" | pick_main bench "$1")
  shift
  # shellcheck disable=SC2086 # one word per option
  (cd "$ROOT" && "$JAVA" -Xmx2g --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "-Dbench.flags=$JVM_FLAGS" ${BENCH_OPTIONS:-} \
    -cp "$ROOT/bench/target/classes:$(cat "$ROOT/bench/target/classpath")" "${found% *}" "$@")
}
