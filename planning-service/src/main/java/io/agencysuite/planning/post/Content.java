package io.agencysuite.planning.post;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Everything about a post that an approval is given for.
///
/// @param channel id within the client
/// @param plannedLocalTime `YYYY-MM-DDTHH:MM`; empty when no time is planned
/// @param timeZone IANA zone of the planned time
public record Content(
    String channel,
    String title,
    String text,
    String linkTargetUrl,
    String format,
    Intention intention,
    String campaign,
    String plannedLocalTime,
    String timeZone) {

  /// Stands in the text where the tracking link goes.
  public static final String LINK = "{link}";

  /// What a post does with its readers.
  public enum Intention {
    UNDECIDED,
    GIVE,
    ASK
  }

  public Content {
    if (channel.isBlank() || title.isBlank() || timeZone.isBlank()) {
      throw new IllegalArgumentException("content: without channel, title or zone");
    }
  }

  /// Names this content. Every field enters with its number and length, so that no two contents can
  /// be written alike; an empty field enters not at all, so that a later version can add fields.
  public String hash() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> fields =
        List.of(
            channel,
            title,
            text,
            linkTargetUrl,
            format,
            intention == Intention.UNDECIDED ? "" : intention.name(),
            campaign,
            plannedLocalTime,
            timeZone);
    for (int i = 0; i < fields.size(); i++) {
      byte[] field = fields.get(i).getBytes(StandardCharsets.UTF_8);
      if (field.length > 0) {
        bytes.writeBytes(ByteBuffer.allocate(8).putInt(i + 1).putInt(field.length).array());
        bytes.writeBytes(field);
      }
    }
    return "sha256:" + sha256(bytes.toByteArray());
  }

  /// When it shall go out. A local time that the clock skips moves forward by the skipped length;
  /// of one that comes twice the earlier is meant.
  public Optional<Instant> plannedTime() {
    return plannedLocalTime.isEmpty()
        ? Optional.empty()
        : Optional.of(
            LocalDateTime.parse(plannedLocalTime).atZone(ZoneId.of(timeZone)).toInstant());
  }

  public boolean hasTarget() {
    return !linkTargetUrl.isEmpty();
  }

  /// The text as it goes out.
  public String textWith(String shortUrl) {
    return text.replace(LINK, shortUrl);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
