# Builds what is missing or outdated and prepares it for a fast start.
# shellcheck shell=sh

BUILD_LOG=$WORK/build.log
# The same for training and running: an AOT cache is refused when they differ. The heap may grow for
# a large import; the periodic collection gives the memory back when the process is idle. A heap that
# was given back is nearly full: marking it begins at 80 % of it, not at 45, where it would never end.
JVM_FLAGS="-Xmx512m -Xss512k -XX:+UseG1GC -XX:G1PeriodicGCInterval=15000 \
-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 \
-XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=80 -XX:ReservedCodeCacheSize=64m \
-XX:+ExitOnOutOfMemoryError -Dio.netty.leakDetection.level=disabled --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

built_of() {
  printf '%s/%s/target/%s.jar' "$ROOT" "$1" "$1"
}

# Prints the first source that is newer than the last build. A removed file makes its folder newer.
newer_source() {
  set -- "$ROOT/pom.xml"
  for room in proto embedded-mongo service-kit system-test $ROOMS; do
    set -- "$@" "$ROOT/$room/pom.xml" "$ROOT/$room/src/main"
  done
  find "$@" -newer "$WORK/built" 2>/dev/null | head -n 1
}

is_built() {
  [ -f "$WORK/built" ] || return 1
  for room in system-test $ROOMS; do
    [ -f "$(built_of "$room")" ] || return 1
  done
  [ -z "$(newer_source)" ]
}

maven() {
  (cd "$ROOT" && ./mvnw "$@")
}

ensure_built() {
  mkdir -p "$WORK" 2>/dev/null || fail "The folder $WORK cannot be written; the build needs it."
  if ! is_built; then
    say "Building (the first time takes some minutes) ..."
    started=$(seconds)
    touch "$WORK/building"
    modules=$(printf '%s,' "$ROOMS" | tr ' ' ,)system-test
    # Offline first: a registry that does not answer must not stop a build that needs none.
    if ! maven -q -T 2 -o -DskipTests -pl "$modules" -am package >"$BUILD_LOG" 2>&1 &&
      ! maven -q -T 2 -DskipTests -pl "$modules" -am package >"$BUILD_LOG" 2>&1; then
      explain_build_failure
    fi
    mv "$WORK/building" "$WORK/built"
    say "Built in $(($(seconds) - started)) s."
  fi
  for room in $ROOMS; do
    unpack "$room"
  done
  if [ ! -f "$WORK/probe/Probe.class" ] || newer "$ROOT/launcher/Probe.java" "$WORK/probe/Probe.class"; then
    "$JAVA_HOME/bin/javac" -d "$WORK/probe" "$ROOT/launcher/Probe.java"
  fi
}

explain_build_failure() {
  if grep -Eq 'Could not transfer|Could not resolve|UnknownHost|Unknown host|Connection refused|Failed to fetch|offline mode|wget: |curl: ' "$BUILD_LOG"; then
    fail "Nothing is built and no Maven registry is in reach: connect once, or name a mirror in ~/.m2/settings.xml (log: $BUILD_LOG)."
  fi
  grep -E 'ERROR|error:' "$BUILD_LOG" | head -n 12 >&2
  fail "The build failed; the whole log is in $BUILD_LOG."
}

# Unpacks a fat jar, so that the JVM reads plain jars, and forgets what was trained on the old one.
# Jars are told apart by their content: reproducible builds give them all the same time.
unpack() {
  jar=$(built_of "$1")
  app=$WORK/app/$1
  if [ -f "$app/unpacked" ] && ! newer "$WORK/built" "$app/unpacked"; then
    return 0
  fi
  sum=$(cksum <"$jar")
  if [ "$sum" != "$(cat "$app/unpacked" 2>/dev/null)" ]; then
    rm -rf "$app"
    mkdir -p "$WORK/app"
    "$JAVA" -Djarmode=tools -jar "$jar" extract --destination "$app" >>"$BUILD_LOG" 2>&1 ||
      fail "The jar of $1 could not be unpacked; the log is in $BUILD_LOG."
  fi
  printf '%s\n' "$sum" >"$app/unpacked"
}

# Trains an ahead-of-time cache: a start that ends when everything is wired. Without one the room
# starts as well, only slower, so a failure stands in its log and is forgotten.
train() {
  app=$WORK/app/$1
  scratch=$WORK/train/$1
  rm -rf "$scratch"
  mkdir -p "$scratch"
  # shellcheck disable=SC2086 # one word per flag
  "$JAVA" $JVM_FLAGS -XX:AOTCacheOutput="$app/room.aot" -Dspring.context.exit=onRefresh \
    -jar "$app/$1.jar" --server.port=0 --spring.grpc.server.port=0 \
    --agency.store.directory="$scratch/store" --agency.identity.key-directory="$scratch/keys" \
    --agency.link.public-url=http://localhost:8080 \
    --logging.file.name="$app/training.log" >"$app/training.out" 2>&1 || true
  touch "$app/trained"
  rm -rf "$scratch"
}

class_path_of_tools() {
  printf '%s/system-test/target/system-test.jar:%s/system-test/target/lib/*' "$ROOT" "$ROOT"
}
