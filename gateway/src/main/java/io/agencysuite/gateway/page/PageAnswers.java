package io.agencysuite.gateway.page;

import com.google.protobuf.ByteString;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.upstream.Answer;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.gateway.upstream.Manner;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Lets a browser show the pages of RPCs that declare `page`: with the styles that stand in them,
/// by their hash, and with images that stand in them, and with nothing else. Whoever follows a link
/// with a browser gets failures as a page, in both languages.
public final class PageAnswers implements Manner {

  private static final int NOT_FOUND = 404;
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY = "Content-Security-Policy";
  private static final String STYLE = "<style>";
  private static final String STYLE_END = "</style>";

  private final String missing = read("missing.html");
  private final String failed = read("failed.html");

  @Override
  public Answer apply(Exchange exchange, Next next) throws IOException {
    if (!exchange.access().page()) {
      return next.proceed();
    }
    Answer answer = proceed(exchange, next);
    if (answer instanceof Answer.Whole whole) {
      DoorFilter.header(exchange.request(), POLICY, policy(whole));
      DoorFilter.header(exchange.request(), "X-Robots-Tag", "noindex, nofollow");
    }
    return answer;
  }

  private Answer proceed(Exchange exchange, Next next) throws IOException {
    if (exchange.access().kind() != RpcAccess.Kind.PUBLIC || !likesPages(exchange)) {
      return next.proceed();
    }
    try {
      return next.proceed();
    } catch (DoorException | TranscodingException | StatusRuntimeException e) {
      Problems.Rendered problem = Problems.render(exchange.request(), e);
      Map<String, String> headers = new LinkedHashMap<>(problem.headers());
      headers.put("Content-Type", HTML);
      String page = problem.status() == NOT_FOUND ? missing : failed;
      return new Answer.Whole(problem.status(), headers, ByteString.copyFromUtf8(page), null);
    }
  }

  /// A browser that follows a link says so; a program gets the problem document.
  private static boolean likesPages(Exchange exchange) {
    String accept = exchange.request().getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  private static String policy(Answer.Whole answer) {
    String type = answer.headers().getOrDefault("Content-Type", "");
    String style = "'none'";
    if (type.startsWith("text/html")) {
      String page = answer.body().toStringUtf8();
      int start = page.indexOf(STYLE);
      int end = page.indexOf(STYLE_END, Math.max(0, start));
      if (start >= 0 && end > start) {
        style = "'sha256-" + hash(page.substring(start + STYLE.length(), end)) + '\'';
      }
    }
    return "default-src 'none'; style-src "
        + style
        + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String read(String file) {
    try (InputStream in = PageAnswers.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
