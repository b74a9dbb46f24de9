package io.agencysuite.gateway.idempotency;

import com.google.protobuf.ByteString;
import io.agencysuite.gateway.upstream.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer as it was given the first time.
record KeptAnswer(int status, Map<String, String> headers, ByteString body) {

  KeptAnswer {
    headers = Map.copyOf(headers);
  }

  static KeptAnswer of(Answer.Whole answer) {
    return new KeptAnswer(answer.status(), answer.headers(), answer.body());
  }

  Answer.Whole again() {
    Map<String, String> marked = new LinkedHashMap<>(headers);
    marked.put("Idempotent-Replayed", "true");
    return new Answer.Whole(status, marked, body, null);
  }
}
