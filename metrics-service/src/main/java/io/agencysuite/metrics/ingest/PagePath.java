package io.agencysuite.metrics.ingest;

/// The path of a page, by which pages are told apart.
public final class PagePath {

  private static final int LONGEST = 200;

  private PagePath() {}

  /// Without scheme, host, query, fragment and the slash at the end; empty when no page is known.
  public static String of(String url) {
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
    String rest = path < 0 ? "/" : url.substring(path);
    int end = rest.length();
    for (int i = 0; i < end; i++) {
      if (rest.charAt(i) == '?' || rest.charAt(i) == '#') {
        end = i;
      }
    }
    rest = rest.substring(0, end);
    if (rest.isEmpty()) {
      return url.isEmpty() ? "" : "/";
    }
    if (rest.length() > 1 && rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest.length() > LONGEST ? rest.substring(0, LONGEST) : rest;
  }
}
