package io.agencysuite.gateway.partial;

import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.transcode.Violation;
import io.agencysuite.gateway.upstream.Answer;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.gateway.upstream.Manner;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The system parameter `fields`, also spelled `$fields`, of every call that answers one JSON
/// message. A wrong path is refused before the call is made.
public final class PartialAnswers implements Manner {
  private static final String PARAMETER = "fields";
  private static final Set<String> NAMES = Set.of("fields", "$fields", "%24fields");

  @Override
  public Answer apply(Exchange exchange, Next next) throws IOException {
    String text = wanted(exchange);
    if (text == null) {
      return next.proceed();
    }
    HttpRoute route = exchange.match().route();
    if (exchange.rpc().isServerStreaming()
        || route.answersRawBytes()
        || route.responseBody() != null
        || exchange.access().redirect() != null) {
      throw DoorException.of(DoorReason.FIELDS_UNSUPPORTED, exchange.rpc().getFullName());
    }
    FieldSelection selection = FieldSelection.of(exchange.rpc().getOutputType(), text);
    Answer answer = next.proceed();
    if (!(answer instanceof Answer.Whole whole)) {
      return answer;
    }
    Message message = whole.message();
    if (message == null) {
      return answer;
    }
    byte[] json = exchange.json(selection.applyTo(message));
    return new Answer.Whole(
        whole.status(), whole.headers(), UnsafeByteOperations.unsafeWrap(json), whole.said());
  }

  /// The paths; null when nothing is asked for, or when the request has such a field of its own.
  private static @Nullable String wanted(Exchange exchange) {
    String query = exchange.request().getQueryString();
    if (query == null || exchange.rpc().getInputType().findFieldByName(PARAMETER) != null) {
      return null;
    }
    List<String> values = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (equals >= 0 && NAMES.contains(name)) {
        values.add(decoded(parameter.substring(equals + 1)));
      }
    }
    String text = String.join(",", values);
    return text.isBlank() ? null : text;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw TranscodingException.of(
          Violation.of(Reason.INVALID_VALUE, PARAMETER, text, "percent-encoded UTF-8"));
    }
  }
}
