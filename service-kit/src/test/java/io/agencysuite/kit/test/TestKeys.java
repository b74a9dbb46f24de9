package io.agencysuite.kit.test;

import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.IdentityVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Key files in a fresh folder, and who signs and verifies with them.
///
/// @param settings of a process named `gateway`
public record TestKeys(
    IdentitySettings settings, IdentitySigner signer, IdentityVerifier verifier) {

  public static TestKeys create() {
    InstantSource clock = InstantSource.system();
    try {
      Path folder = Files.createTempDirectory("keys");
      IdentitySettings settings = new IdentitySettings("gateway", folder, Duration.ofSeconds(60));
      return new TestKeys(
          settings, new IdentitySigner(settings, clock), new IdentityVerifier(settings, clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
