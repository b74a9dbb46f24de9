package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.rollup.Tuple;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts, pages and tuples that come again and again, each as the one object it was before. Any
/// number of threads may use it; what it has forgotten is made anew.
final class Texts {

  private static final int PLACES = 1 << 12;

  private record Page(String url, String path) {}

  private final @Nullable String[] texts = new String[PLACES];
  private final @Nullable Page[] pages = new Page[PLACES];
  private final @Nullable Tuple[] tuples = new Tuple[PLACES];

  /// The text of some bytes, all of them ASCII.
  String of(byte[] bytes, int from, int length) {
    if (length == 0) {
      return "";
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = place(hash);
    String known = texts[place];
    if (known != null && isSame(known, bytes, from, length)) {
      return known;
    }
    String made = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    texts[place] = made;
    return made;
  }

  Tuple tuple(String channel, String campaign, String post) {
    int hash = (channel.hashCode() * 31 + campaign.hashCode()) * 31 + post.hashCode();
    int place = place(hash);
    Tuple known = tuples[place];
    if (known != null
        && known.channel().equals(channel)
        && known.campaign().equals(campaign)
        && known.post().equals(post)) {
      return known;
    }
    Tuple made = new Tuple(channel, campaign, post);
    tuples[place] = made;
    return made;
  }

  String path(String url) {
    if (url.isEmpty()) {
      return "";
    }
    int place = place(url.hashCode());
    Page known = pages[place];
    if (known != null && known.url().equals(url)) {
      return known.path();
    }
    Page made = new Page(url, PagePath.of(url));
    pages[place] = made;
    return made.path();
  }

  private static boolean isSame(String text, byte[] bytes, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static int place(int hash) {
    return (hash * 0x9E37_79B9) >>> (32 - 12);
  }
}
