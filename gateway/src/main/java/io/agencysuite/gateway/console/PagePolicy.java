package io.agencysuite.gateway.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/// The content security policy of a page: nothing from elsewhere, and of inline scripts only those
/// that the page holds now, by their hashes.
public final class PagePolicy {
  private static final Pattern INLINE_SCRIPT =
      Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

  private PagePolicy() {}

  /// The policy of a page; a missing page allows no inline script.
  public static String of(Resource page) throws IOException {
    StringBuilder hashes = new StringBuilder();
    if (page.exists()) {
      Matcher scripts = INLINE_SCRIPT.matcher(page.getContentAsString(StandardCharsets.UTF_8));
      while (scripts.find()) {
        hashes.append(" 'sha256-").append(hash(scripts.group(1))).append('\'');
      }
    }
    return "default-src 'self'; script-src 'self'"
        + hashes
        + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none';"
        + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
