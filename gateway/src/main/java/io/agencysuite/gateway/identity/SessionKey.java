package io.agencysuite.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/// The key of access tokens. It is not the key of signed identities: a bearer token must never pass
/// for an identity. Doors that share the directory share the key.
final class SessionKey {
  static final String ID = "gateway-session";

  private SessionKey() {}

  static ECKey load(Path directory) {
    Path file = directory.resolve(ID + ".private.json");
    try {
      if (!Files.exists(file)) {
        create(directory, file);
      }
      return ECKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write the session key " + file, e);
    } catch (ParseException e) {
      throw new IllegalStateException(file + " is no EC key in JWK form", e);
    }
  }

  private static void create(Path directory, Path file) throws IOException {
    Files.createDirectories(directory);
    Path draft =
        Files.createTempFile(
            directory,
            ID,
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID(ID).generate();
      Files.writeString(draft, key.toJSONString());
      // A link fails when the name is taken: two doors starting at once agree on one key.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other door was faster; its key is ours as well.
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make P-256 keys", e);
    } finally {
      Files.delete(draft);
    }
  }
}
