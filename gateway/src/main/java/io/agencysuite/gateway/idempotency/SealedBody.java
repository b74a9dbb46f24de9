package io.agencysuite.gateway.idempotency;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A kept body: compressed, then sealed with what only a caller who sends the same request with the
/// same key can derive. The store alone gives nobody the personal data or the credential in it.
final class SealedBody {
  private static final int TAG_BITS = 128;

  private SealedBody() {}

  static byte[] seal(ByteString body, ByteString secret, long token) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.size() / 2 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return crypt(Cipher.ENCRYPT_MODE, compressed.toByteArray(), secret, token);
  }

  static ByteString open(byte[] sealed, ByteString secret, long token) {
    byte[] compressed = crypt(Cipher.DECRYPT_MODE, sealed, secret, token);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return ByteString.readFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each try of a call seals at most one body, so its own key needs no other nonce than zero.
  private static byte[] crypt(int mode, byte[] bytes, ByteString secret, long token) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] key = Digest.of("body", secret.toByteArray(), Long.toString(token));
      cipher.init(
          mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[12]));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a kept answer cannot be sealed or opened", e);
    }
  }
}
