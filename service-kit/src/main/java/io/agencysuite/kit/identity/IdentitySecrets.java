package io.agencysuite.kit.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Secrets that follow from the private identity key of a process, so that instances which share
/// the key share them and no further file has to be handed out. With another key they are others.
public final class IdentitySecrets {

  private static final String MAC = "HmacSHA256";

  private IdentitySecrets() {}

  /// 32 bytes that only the holders of this process's key can know.
  ///
  /// @param purpose keeps the secrets of different uses apart
  public static byte[] derive(IdentitySettings settings, String purpose) {
    byte[] key = new IdentityKeys(settings.keyDirectory()).own(settings.name()).getD().decode();
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(("agency-suite " + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
