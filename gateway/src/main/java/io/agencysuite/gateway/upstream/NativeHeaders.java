package io.agencysuite.gateway.upstream;

import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Metadata between HTTP/2 and the channel. What the door says about the caller is never taken from
/// the caller, and neither credentials nor the transport's own headers travel on.
final class NativeHeaders {
  private static final Set<String> OWN =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "forwarded",
          "host",
          "last-event-id",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "traceparent",
          "tracestate",
          "upgrade",
          "user-agent",
          "x-api-key",
          "x-request-id");
  private static final List<String> OWN_PREFIXES =
      List.of(":", "grpc-", "x-agency-", "x-caller-", "x-forwarded-");

  private NativeHeaders() {}

  /// Adds the caller's own metadata to those of the door.
  static void copy(HttpServletRequest request, Metadata headers) {
    for (String given : Collections.list(request.getHeaderNames())) {
      String name = given.toLowerCase(Locale.ROOT);
      if (OWN.contains(name) || OWN_PREFIXES.stream().anyMatch(name::startsWith)) {
        continue;
      }
      for (String value : Collections.list(request.getHeaders(given))) {
        put(headers, name, value);
      }
    }
  }

  private static void put(Metadata headers, String name, String value) {
    try {
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (String part : value.split(",", -1)) {
          headers.put(
              Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
              Base64.getDecoder().decode(part.strip()));
        }
      } else {
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
      }
    } catch (IllegalArgumentException e) {
      // No metadata by gRPC's rules; as any other gRPC server does, it is left behind.
    }
  }

  /// Calls back with each header of the service as HTTP/2 carries it.
  static void forEach(Metadata metadata, BiConsumer<String, String> header) {
    for (String name : metadata.keys()) {
      if (OWN.contains(name) || OWN_PREFIXES.stream().anyMatch(name::startsWith)) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        Iterable<byte[]> values =
            metadata.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        for (byte[] value : values == null ? List.<byte[]>of() : values) {
          header.accept(name, Base64.getEncoder().withoutPadding().encodeToString(value));
        }
      } else {
        Iterable<String> values =
            metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        for (String value : values == null ? List.<String>of() : values) {
          header.accept(name, value);
        }
      }
    }
  }

  /// The trailers that end a call; values of one name joined as gRPC allows.
  static Map<String, String> trailers(Metadata metadata) {
    Map<String, String> trailers = new HashMap<>();
    forEach(metadata, (name, value) -> trailers.merge(name, value, (a, b) -> a + "," + b));
    return trailers;
  }
}
