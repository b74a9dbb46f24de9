package io.agencysuite.gateway.conditional;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.rpc.ErrorInfo;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.ServiceWord;
import io.agencysuite.gateway.transcode.WireMessage;
import io.agencysuite.gateway.upstream.Answer;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.gateway.upstream.Manner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conditional requests. Reads are answered 304 when the caller has the current version; writes go
/// on only from the version that `If-Match` names. A condition that an RPC cannot honour is
/// refused, never ignored.
public final class Conditional implements Manner {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String ETAG = "ETag";

  @Override
  public Answer apply(Exchange exchange, Next next) throws IOException {
    EntityTags ifMatch = EntityTags.of(exchange.request(), IF_MATCH);
    EntityTags ifNoneMatch = EntityTags.of(exchange.request(), IF_NONE_MATCH);
    String method = exchange.request().getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      if (ifMatch != null) {
        throw unsupported(exchange, IF_MATCH);
      }
      return read(next.proceed(), ifNoneMatch);
    }
    if (ifNoneMatch != null) {
      throw unsupported(exchange, IF_NONE_MATCH);
    }
    String etag = ifMatch == null ? "" : require(exchange, ifMatch);
    try {
      return tagged(next.proceed());
    } catch (StatusRuntimeException e) {
      throw etag.isEmpty() ? e : translated(e, etag);
    }
  }

  private static Answer read(Answer answer, @Nullable EntityTags ifNoneMatch) {
    Answer tagged = tagged(answer);
    if (ifNoneMatch == null || !(tagged instanceof Answer.Whole whole)) {
      return tagged;
    }
    String etag = whole.headers().get(ETAG);
    if (etag == null || !ifNoneMatch.match(etag)) {
      return tagged;
    }
    Map<String, String> headers = new LinkedHashMap<>(whole.headers());
    headers.remove("Content-Type");
    return new Answer.Whole(304, headers, ByteString.EMPTY, null);
  }

  private static Answer tagged(Answer answer) {
    if (!(answer instanceof Answer.Whole whole)) {
      return answer;
    }
    WireMessage said = whole.said();
    FieldDescriptor field = said == null ? null : EtagField.in(said.type());
    if (said == null || field == null) {
      return answer;
    }
    String etag = said.text(field);
    return EntityTags.isStrong(etag) ? whole.with(ETAG, etag) : answer;
  }

  /// Says in the message which version is meant.
  ///
  /// @return that version; empty for any
  private static String require(Exchange exchange, EntityTags ifMatch) throws IOException {
    EtagField field = EtagField.of(exchange.match().route());
    if (field == null) {
      throw unsupported(exchange, IF_MATCH);
    }
    if (ifMatch.any()) {
      return "";
    }
    if (ifMatch.tags().size() > 1) {
      throw EntityTags.invalid(IF_MATCH, ifMatch.tags().size() + " etags", "one etag, or *");
    }
    EntityTags.EntityTag tag = ifMatch.tags().getFirst();
    if (tag.weak()) {
      throw DoorException.of(DoorReason.ETAG_STALE, "W/" + tag.opaque(), "a strong one");
    }
    String given = field.value(exchange.message());
    if (!given.isEmpty() && !given.equals(tag.opaque())) {
      throw DoorException.of(DoorReason.PRECONDITION_CONFLICT, tag.opaque(), given);
    }
    exchange.message(field.set(exchange.message(), tag.opaque()));
    return tag.opaque();
  }

  /// A stale etag is 409 in a body and 412 in a header.
  private static RuntimeException translated(StatusRuntimeException e, String etag) {
    ErrorInfo info = ServiceWord.of(e);
    if (e.getStatus().getCode() != Status.Code.ABORTED || !info.getReason().equals("ETAG_STALE")) {
      return e;
    }
    String current = info.getMetadataOrDefault("etag", "");
    return EntityTags.isStrong(current)
        ? DoorException.of(DoorReason.ETAG_STALE, etag, current).with(ETAG, current)
        : DoorException.of(DoorReason.ETAG_STALE, etag, "the current one");
  }

  private static DoorException unsupported(Exchange exchange, String header) {
    return DoorException.of(
        DoorReason.PRECONDITION_UNSUPPORTED, header, exchange.rpc().getFullName());
  }
}
