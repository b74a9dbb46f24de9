# ./agency test: every check there is, with its time, and what was skipped and why.
# shellcheck shell=sh

# Two lanes of about the same length; what boots the whole suite needs the machine for itself.
LANE="gateway crm-service"
BESIDE="proto embedded-mongo service-kit planning-service metrics-service"
ALONE="k8s system-test bench"

run_tests() {
  [ $# -eq 0 ] || fail "'test' takes no options; run a single one with ./mvnw -pl ROOM test -Dtest=NAME."
  need_jdk
  LOGS=$WORK/test
  rm -rf "$LOGS"
  mkdir -p "$LOGS"
  rm -rf "$ROOT"/*/target/surefire-reports
  : >"$LOGS/table"
  began=$(seconds)

  stage format maven -q spotless:check
  stage build build_all
  if [ "$word" = ok ]; then
    stage "proto lint" lint_proto
    stage "openapi lint" lint_openapi
    stage tidy tests_of system-test '-Dtest=TidyTest,DocsTest'
    # shellcheck disable=SC2086 # one word a room
    (rooms $BESIDE) >"$LOGS/beside" 2>&1 &
    beside=$!
    # shellcheck disable=SC2086
    rooms $LANE
    stage fuzz maven -q -pl gateway surefire:test@fuzz
    wait "$beside"
    cat "$LOGS/beside"
    # shellcheck disable=SC2086
    rooms $ALONE
  fi

  say
  cat "$LOGS/table"
  printf '%-18s %5d s\n' together $(($(seconds) - began))
  say
  count_tests
  [ ! -e "$LOGS/failed" ] || exit 1
}

rooms() {
  for module in "$@"; do
    if [ -d "$ROOT/$module/src/test/java" ]; then
      filter=
      [ "$module" != system-test ] || filter='-Dtest=!TidyTest,!DocsTest'
      stage "$module" tests_of "$module" ${filter:+"$filter"}
    fi
  done
}

# stage NAME COMMAND...: runs it silently; a failure shows the end of its log and the rest goes on.
stage() {
  name=$1
  shift
  log=$LOGS/$(printf '%s' "$name" | tr ' ' '-').log
  from=$(seconds)
  printf '%-18s ' "$name"
  if "$@" >"$log" 2>&1; then
    word=ok
  else
    word=FAILED
    : >"$LOGS/failed"
  fi
  [ ! -s "$LOGS/skip" ] || word="skipped: $(cat "$LOGS/skip")"
  rm -f "$LOGS/skip"
  took=$(($(seconds) - from))
  printf '%5d s  %s\n' "$took" "$word"
  printf '%-18s %5d s  %s\n' "$name" "$took" "$word" >>"$LOGS/table"
  if [ "$word" = FAILED ]; then
    { grep -E 'ERROR|FAIL' "$log" || tail -n 25 "$log"; } | head -n 25 | cut -c1-240 | sed 's/^/  | /'
    say "  the whole log: $log"
  fi
}

build_all() {
  touch "$WORK/building"
  maven -q -T 2 -DskipTests install && mv "$WORK/building" "$WORK/built"
}

tests_of() {
  module=$1
  shift
  maven -q -pl "$module" surefire:test@default-test -Dsurefire.failIfNoSpecifiedTests=false "$@"
}

lint_proto() {
  buf=$WORK/tools/node_modules/.bin/buf
  [ -x "$buf" ] || buf=$(command -v buf) || {
    echo "buf is not installed; ContractStyleTest checks the contract without it" >"$LOGS/skip"
    return 0
  }
  (cd "$ROOT/proto" && "$buf" lint target/classes/agency.binpb --config buf.yaml)
}

# Two validators that know nothing of each other; OpenApiTest holds the file to what is served.
lint_openapi() {
  tools=$WORK/tools/node_modules
  if [ ! -x "$tools/.bin/redocly" ] || [ ! -d "$tools/@apidevtools/swagger-parser" ]; then
    echo "redocly and swagger-parser are not installed; .ci/run installs them" >"$LOGS/skip"
    return 0
  fi
  "$tools/.bin/redocly" lint --max-problems 20 "$ROOT/docs/openapi.json" &&
    (cd "$tools" && node -e '
      require("@apidevtools/swagger-parser").validate(process.argv[1]).then(
        (api) => console.log("swagger-parser: valid " + api.openapi),
        (failure) => { console.error("ERROR " + failure.message); process.exit(1); })
      ' "$ROOT/docs/openapi.json")
}

# Sums what surefire wrote, and names every skipped test with its reason.
count_tests() {
  find "$ROOT"/*/target/surefire-reports -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
    function attribute(text, name,    at, rest) {
      at = index(text, " " name "=\"")
      if (!at) return ""
      rest = substr(text, at + length(name) + 3)
      return substr(rest, 1, index(rest, "\"") - 1)
    }
    function plain(text) {
      gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text)
      gsub(/&#10;/, " ", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    /<testsuite / {
      tests += attribute($0, "tests"); failures += attribute($0, "failures")
      errors += attribute($0, "errors"); skipped += attribute($0, "skipped")
    }
    /<testcase / { test = attribute($0, "classname") "." attribute($0, "name") }
    /<skipped/ {
      reason = plain(attribute($0, "message"))
      # A broken assumption gives no message, only the text of its exception.
      if (reason == "" && match($0, /(Assumption failed|TestAbortedException): .*/))
        reason = substr($0, RSTART, RLENGTH)
      skips[++n] = "  skipped: " plain(test) ": " (reason == "" ? "no reason given" : reason)
    }
    END {
      for (i = 1; i <= n; i++) print skips[i]
      failed = failures + errors
      printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped
    }'
}
