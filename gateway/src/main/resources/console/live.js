// A stream of events by fetch: an EventSource could not send the access token, which no address and
// no cookie carries. Broken streams begin again, ever more slowly while nothing answers.

import { Problem, stream } from "./api.js";

const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 60_000;
/** The gateway shows every 15 seconds that it is there. */
const SILENCE_MILLIS = 45_000;

/** The messages of a response; `awake` is called for every sign of life. */
async function* messages(response, awake) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    awake();
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const of = (name) =>
        lines
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join("\n");
      if (of("data")) {
        yield { type: of("event") || "message", data: JSON.parse(of("data")) };
      }
    }
  }
}

/** True for an answer that will be the same the next time. */
const isFinal = ({ status }) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

const wait = (millis, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, millis);
    signal.addEventListener("abort", () => [clearTimeout(timer), done()], { once: true });
  });

/**
 * Watches until the signal. `take` gets every message, `tell` the state: `live`, `waiting` or `off`;
 * `instead` is asked before every further try, so that there are figures without a stream, too.
 */
export async function watch(path, query, { take, tell, instead, signal }) {
  let pause = FIRST_MILLIS;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener("abort", stop, { once: true });
    let silence = setTimeout(stop, SILENCE_MILLIS);
    const awake = () => {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MILLIS);
    };
    try {
      const response = await stream(path, query, attempt.signal);
      for await (const { type, data } of messages(response, awake)) {
        if (type === "error") {
          throw new Problem(data.status, data);
        }
        pause = FIRST_MILLIS;
        take(data);
        tell("live");
      }
    } catch (failure) {
      if (!signal.aborted && isFinal(failure)) {
        return tell("off");
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
    }
    if (!signal.aborted) {
      tell("waiting");
      await instead().catch(() => {});
      // Those who lost the same connection must not come back at the same moment.
      await wait(pause * (0.5 + Math.random()), signal);
      pause = Math.min(2 * pause, LONGEST_MILLIS);
    }
  }
}
