package io.agencysuite.metrics.state;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rule for ids of channels, campaigns and posts where a sender may name any: without it, a
/// channel given once by id and once by name would be two rows of a report.
public final class PlaceIds {

  private PlaceIds() {}

  /// @param path of the message that has the fields, for example `link.`
  /// @throws InvalidArgument for the first that is no id; empty ones are fine
  public static void require(String path, String channel, String campaign, String post) {
    refuse(violation(path, channel, campaign, post));
  }

  public static void requireChannel(String field, String channel) {
    refuse(channel(field, channel));
  }

  public static void requireCampaign(String field, String campaign) {
    refuse(campaign(field, campaign));
  }

  public static void requirePost(String field, String post) {
    refuse(post(field, post));
  }

  /// The first that is no id; null when all are, or are empty.
  public static @Nullable FieldViolation violation(
      String path, String channel, String campaign, String post) {
    @Nullable FieldViolation violation = channel(path + "channel", channel);
    violation = violation != null ? violation : campaign(path + "campaign", campaign);
    return violation != null ? violation : post(path + "post", post);
  }

  private static @Nullable FieldViolation channel(String field, String text) {
    return isId(text) ? null : violation(field, text, "a channel, for example instagram");
  }

  private static @Nullable FieldViolation campaign(String field, String text) {
    return isId(text) ? null : violation(field, text, "a campaign, for example autumn");
  }

  private static @Nullable FieldViolation post(String field, String text) {
    return isId(text) ? null : violation(field, text, "a post, for example launch-1");
  }

  private static void refuse(@Nullable FieldViolation violation) {
    if (violation != null) {
      throw InvalidArgument.of(List.of(violation));
    }
  }

  private static FieldViolation violation(String field, String value, String what) {
    return new FieldViolation(
        field, "'" + value + "' (expected: the id of " + what + ", without clients/...)");
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/'
          || Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }
}
