package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.FederationFlow.comeBack;
import static io.agencysuite.gateway.identity.FederationFlow.issued;
import static io.agencysuite.gateway.identity.FederationFlow.leave;

import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// Two doors on one store that know another issuer; the same for all tests of the run.
final class FederatedDoors implements AutoCloseable {
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  final FakeIssuer issuer;
  final OauthDoors doors;
  final Door one;
  final Door two;
  private final Path folder;

  private FederatedDoors() throws Exception {
    folder = Files.createTempDirectory("federation");
    issuer = new FakeIssuer(now::get);
    doors =
        new OauthDoors(
            folder,
            now,
            "https://app.example/callback",
            "--gateway.public-url=" + FederationFlow.HOME,
            "--gateway.oidc.issuer=" + issuer.issuer(),
            "--gateway.oidc.tenant=nord",
            "--gateway.oidc.display-name=Nord & Söhne",
            "--gateway.oidc.client-id=" + FakeIssuer.CLIENT,
            "--gateway.oidc.client-secret=" + FakeIssuer.SECRET);
    one = doors.one();
    two = doors.two();
  }

  /// As before any test, and much later.
  void behave() {
    issuer.behave();
    doors.crm().user.set(FakeCrm.ANNA);
    wait(Duration.ofMinutes(20));
  }

  void wait(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /// An English page after the way to the issuer and back.
  RawHttp.Answer roundTrip() throws Exception {
    Map<String, String> cookies = new HashMap<>();
    return comeBack(two, issued(issuer, leave(one, cookies, Map.of("ui_locales", "en"))), cookies);
  }

  @Override
  public void close() throws IOException {
    doors.close();
    issuer.close();
    FileSystemUtils.deleteRecursively(folder);
  }

  /// Hands them to tests.
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == FederatedDoors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(FederatedDoors.class))
          .computeIfAbsent("doors", _ -> open(), FederatedDoors.class);
    }

    private static FederatedDoors open() {
      try {
        return new FederatedDoors();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
