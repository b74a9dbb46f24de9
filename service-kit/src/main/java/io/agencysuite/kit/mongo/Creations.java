package io.agencysuite.kit.mongo;

import com.google.protobuf.Message;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/// Creation that can be tried again (AIP-155): two tries with one `request_id` get one id, so that
/// they meet in one document.
public final class Creations {

  /// How long a `request_id` is remembered.
  public static final Duration HORIZON = Duration.ofDays(7);

  private final Claims claims;

  public Creations(Claims claims) {
    this.claims = claims;
  }

  /// The id to create under: that of the first try with this `request_id`, or a new one.
  ///
  /// @param requestId empty when the request has none; then the call's own counts, if it has one
  /// @param request the whole request, compared with that of the first try
  /// @throws AlreadyExists if the `request_id` was used with another payload
  public String idFor(
      Identity caller, String rpc, String requestId, Message request, Supplier<String> newId) {
    String common = requestId.isEmpty() ? CurrentCall.requestId() : requestId;
    if (common.isEmpty()) {
      return newId.get();
    }
    String tenant = caller.tenant().isEmpty() ? "-" : caller.tenant();
    String owner = sha256(caller.subject() + '\n' + rpc + '\n' + common);
    Key value = new Key(tenant, Key.NO_CLIENT, "claim", "request:" + owner);
    String payload = sha256(request.toByteArray());
    Claims.Claim claim = claims.claim(value, newId.get(), payload, HORIZON);
    if (!claim.payload().equals(payload)) {
      throw new AlreadyExists(
          "REQUEST_ID_REUSED",
          "request_id: " + common + " was used with another payload (expected: a new request_id)",
          Map.of("requestId", common));
    }
    return claim.target();
  }

  private static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
