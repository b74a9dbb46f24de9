package io.agencysuite.gateway.idempotency;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Key;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A call with an `Idempotency-Key`.
///
/// @param id where the door keeps what it knows of the key: hashed of tenant, caller, route and key
/// @param fingerprint hash of the request, without what may differ between two tries
/// @param rights hash of what the caller may do
/// @param secret what an answer is sealed with; only a caller who knows the key has it
record KeyedCall(String id, String fingerprint, String rights, ByteString secret) {
  private static final String HEADER = "Idempotency-Key";
  private static final String REQUEST_ID = "request_id";
  private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7e][\\x21-\\x7e]{0,254}");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255})\"");

  /// The key of a request, with or without the quotes of a structured field; null without one.
  static @Nullable String key(HttpServletRequest request) {
    List<String> given = Collections.list(request.getHeaders(HEADER));
    if (given.isEmpty()) {
      return null;
    }
    String text = given.getFirst().strip();
    var quoted = QUOTED.matcher(text);
    if (given.size() == 1 && quoted.matches()) {
      return quoted.group(1).replaceAll("\\\\(.)", "$1");
    }
    if (given.size() == 1 && BARE.matcher(text).matches()) {
      return text;
    }
    String shown = given.size() > 1 ? given.size() + " times" : text.length() + " characters";
    throw DoorException.of(DoorReason.IDEMPOTENCY_KEY_INVALID, shown);
  }

  static KeyedCall of(Exchange exchange, String key) throws IOException {
    Identity caller = exchange.caller();
    HttpServletRequest request = exchange.request();
    String tenant = caller.tenant().isEmpty() ? "-" : caller.tenant();
    List<Object> scope =
        List.of(tenant, caller.kind(), caller.subject(), exchange.match().route(), key);
    byte[] fingerprint =
        Digest.of(
            request.getMethod(),
            request.getRequestURI(),
            Objects.requireNonNullElse(request.getQueryString(), ""),
            Objects.requireNonNullElse(request.getContentType(), ""),
            Objects.requireNonNullElse(request.getHeader("If-Match"), ""),
            exchange.body());
    return new KeyedCall(
        Key.ofTenant(tenant, "idempotency", hex(Digest.of("id", scope))).toString(),
        hex(fingerprint),
        hex(Digest.of(rights(caller))),
        ByteString.copyFrom(Digest.of("answer", scope, fingerprint)));
  }

  /// Gives all tries of the call the same id: in its metadata, and in the request where it has a
  /// place for it that the caller left empty.
  void mark(Exchange exchange, Instant firstSeen) throws IOException {
    String requestId = requestId(firstSeen);
    exchange.headers().put(CurrentCall.EFFECT_HEADER, requestId);
    DynamicMessage message = exchange.message();
    FieldDescriptor field = message.getDescriptorForType().findFieldByName(REQUEST_ID);
    if (field != null
        && field.getJavaType() == FieldDescriptor.JavaType.STRING
        && !field.isRepeated()
        && message.getField(field).equals("")) {
      exchange.message(message.toBuilder().setField(field, requestId).build());
    }
  }

  /// A UUID (version 8, RFC 9562) out of the SHA-256 of the key and the time of its first use.
  String requestId(Instant firstSeen) {
    ByteBuffer hash = ByteBuffer.wrap(Digest.of(id, Long.toString(firstSeen.toEpochMilli())));
    long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x8000L;
    long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static String rights(Identity caller) {
    TreeMap<String, TreeSet<Object>> sorted = new TreeMap<>();
    caller.grants().forEach((client, roles) -> sorted.put(client, new TreeSet<>(roles)));
    return sorted.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
