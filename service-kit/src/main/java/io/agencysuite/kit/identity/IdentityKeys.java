package io.agencysuite.kit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// The key files of [IdentitySettings]. A key id is `<process name>`, so that a verifier finds the
/// public half by the name of the issuer.
final class IdentityKeys {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");

  private final Path directory;

  IdentityKeys(Path directory) {
    this.directory = directory;
  }

  /// The own key pair, made at the first call.
  ECKey own(String name) {
    Path file = directory.resolve(name + ".private.json");
    try {
      if (!Files.exists(file)) {
        create(name, file);
      }
      ECKey key = ECKey.parse(Files.readString(file));
      publish(name, key);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write the signing key " + file, e);
    } catch (ParseException e) {
      throw new IllegalStateException(file + " is no EC key in JWK form", e);
    }
  }

  /// The public key of a trusted process; empty when nobody of that name is trusted.
  Optional<ECKey> trusted(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Path file = directory.resolve(name + ".public.json");
    try {
      return Optional.of(ECKey.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the public key " + file, e);
    } catch (ParseException e) {
      throw new IllegalStateException(file + " is no EC key in JWK form", e);
    }
  }

  private void create(String name, Path file) throws IOException {
    Files.createDirectories(directory);
    Path draft =
        Files.createTempFile(
            directory,
            name,
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID(name).generate();
      Files.writeString(draft, key.toJSONString());
      // A link fails when the name is taken: two instances starting at once agree on one key.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other instance was faster; its key is ours as well.
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make P-256 keys", e);
    } finally {
      Files.delete(draft);
    }
  }

  private void publish(String name, ECKey key) throws IOException {
    Path file = directory.resolve(name + ".public.json");
    String json = key.toPublicJWK().toJSONString();
    if (!Files.exists(file) || !Files.readString(file).equals(json)) {
      Path draft = Files.createTempFile(directory, name, ".draft");
      Files.writeString(draft, json);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
