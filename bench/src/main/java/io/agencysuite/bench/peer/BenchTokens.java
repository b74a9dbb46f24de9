package io.agencysuite.bench.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;

/** Access tokens of the peers: the same claims, algorithm and size as the gateway's own. */
public final class BenchTokens {
  static final String AUDIENCE = "agency-gateway";
  static final String ISSUER = "bench-session";
  private static final String FILE = "bench-session.jwk";

  private BenchTokens() {}

  /** Makes the key at the first call. */
  public static String mint(Path keys, Instant now, String user, String tenant) {
    try {
      Path file = keys.resolve(FILE);
      if (!Files.exists(file)) {
        Files.createDirectories(keys);
        ECKey made = new ECKeyGenerator(Curve.P_256).keyID(ISSUER).generate();
        Files.writeString(file, made.toJSONString());
      }
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder()
              .jwtID("0mf3k2j8s7d6f5g4h3j2k1l0aa")
              .issuer(ISSUER)
              .audience(AUDIENCE)
              .subject(user)
              .claim("tenant", tenant)
              .claim("sid", "0mf3k2j8s7d6f5g4h3j2k1l0ab")
              .claim("auth_time", Date.from(now))
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plusSeconds(3_600)))
              .build();
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ISSUER).build(), claims);
      token.sign(new ECDSASigner(key(keys)));
      return token.serialize();
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException("no access token could be made in " + keys, e);
    }
  }

  static ECKey key(Path keys) {
    try {
      return ECKey.parse(Files.readString(keys.resolve(FILE)));
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(keys.resolve(FILE) + " is no EC key in JWK form", e);
    }
  }
}
