package io.agencysuite.metrics.attribution;

import io.agencysuite.metrics.rollup.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Where something says it came from; all parts may be empty.
///
/// @param clickId `agency_click` of a landing URL: `<link>-<random>`
/// @param linkCode code of a tracking link: `<tenant>.<client>.<link>`
public record Origin(
    String channel,
    String campaign,
    String post,
    String clickId,
    String linkCode,
    String utmSource,
    String utmCampaign) {

  private static final Pattern NO_ID = Pattern.compile("[/\\s\\p{Z}\\p{Cntrl}]+");

  public static final Origin NONE = new Origin("", "", "", "", "", "", "");

  /// The tuple it belongs to: what is said outright, else what the link says, else the UTM
  /// parameters.
  ///
  /// @param links finds a link of the same client by its id
  public Tuple resolve(Function<String, Optional<Tuple>> links) {
    Tuple link = linkId().flatMap(links).orElse(Tuple.DIRECT);
    return new Tuple(
        first(channel, link.channel(), id(utmSource).toLowerCase(Locale.ROOT)),
        first(campaign, link.campaign(), id(utmCampaign)),
        first(post, link.post(), ""));
  }

  private Optional<String> linkId() {
    String id =
        clickId.indexOf('-') > 0
            ? clickId.substring(0, clickId.indexOf('-'))
            : linkCode.substring(linkCode.lastIndexOf('.') + 1);
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  /// UTM parameters are free text; as an id it has no slashes and no blanks.
  private static String id(String tag) {
    return NO_ID.matcher(tag.strip()).replaceAll("-");
  }

  private static String first(String said, String linked, String tagged) {
    String value = said.isEmpty() ? linked : said;
    value = value.isEmpty() ? tagged : value;
    return value.length() > 100 ? value.substring(0, 100) : value;
  }
}
