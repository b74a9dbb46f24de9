package io.agencysuite.gateway.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The operator's bearer token: the content of a file, read anew each time so that it can be
/// replaced while the door is open. Without the file nobody is the operator.
final class OperatorToken {
  private static final int LENGTH_MIN = 20;

  private final Path file;

  OperatorToken(Path file) {
    this.file = file;
  }

  boolean is(String token) {
    // A session token is a JWT and has dots; no need to read a file for each of them.
    if (token.length() < LENGTH_MIN || token.indexOf('.') >= 0) {
      return false;
    }
    try {
      String content = Files.readString(file).strip();
      return content.length() >= LENGTH_MIN
          && MessageDigest.isEqual(
              content.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the operator token " + file, e);
    }
  }
}
