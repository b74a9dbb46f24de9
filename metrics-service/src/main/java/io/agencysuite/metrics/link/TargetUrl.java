package io.agencysuite.metrics.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A URL to which query parameters are added, before its fragment.
record TargetUrl(String beforeFragment, String fragment) {

  static TargetUrl of(String url) {
    int hash = url.indexOf('#');
    return hash < 0
        ? new TargetUrl(url, "")
        : new TargetUrl(url.substring(0, hash), url.substring(hash));
  }

  /// Adds a parameter, unless the value is empty or the URL has one of that name.
  TargetUrl with(String name, String value) {
    if (value.isEmpty() || has(name)) {
      return this;
    }
    String parameter = name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
    char last = beforeFragment.charAt(beforeFragment.length() - 1);
    String joint = beforeFragment.indexOf('?') < 0 ? "?" : last == '?' || last == '&' ? "" : "&";
    return new TargetUrl(beforeFragment + joint + parameter, fragment);
  }

  private boolean has(String name) {
    int query = beforeFragment.indexOf('?');
    if (query < 0) {
      return false;
    }
    String parameters = '&' + beforeFragment.substring(query + 1);
    return parameters.contains('&' + name + '=');
  }

  @Override
  public String toString() {
    return beforeFragment + fragment;
  }
}
