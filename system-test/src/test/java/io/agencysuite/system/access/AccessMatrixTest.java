package io.agencysuite.system.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Role;
import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.access.Caller.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every RPC of the contract with every role, on the client, on another one and on all; with keys,
/// and without a credential. What comes of it is exactly what the `access` options say.
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {
  private static final Set<String> DENIALS =
      Set.of("ROLE_MISSING", "OPERATOR_ONLY", "API_KEY_SCOPE_MISSING");
  private static final String MISSING = "zzzzzzzzzzzzzzzzzzzzzzzzzz";

  /// What is about one person: beyond the contract the service asks whether it is the caller, or an
  /// owner. Nobody here means themselves.
  private static final Pattern ONES_OWN =
      Pattern.compile(
          "agency\\.(crm\\.v1\\.UserService\\.SetPassword"
              + "|gateway\\.v1\\.(Session|Totp)Service\\..*)");

  private final Suite suite;
  private final Agency agency;
  private final List<Rpc> rpcs = Rpc.all();

  AccessMatrixTest(Suite suite) {
    this.suite = suite;
    this.agency = Agency.create(suite, "matrix");
    agency.client(Stage.CLIENT);
    agency.client(Stage.OTHER_CLIENT);
  }

  @Test
  void everyRpcSaysWhoMayCallIt() {
    assertThat(rpcs)
        .hasSizeGreaterThan(80)
        .allMatch(rpc ->
            rpc.access().getRolesCount() > 0
                || rpc.access().getPublicAccess()
                || rpc.access().getOperator()
                || rpc.access().getInternal());
  }

  @Test
  void everyRoleMayExactlyWhatTheContractSays() {
    List<Caller> users = new ArrayList<>();
    for (Role role : roles()) {
      users.add(user(role, "*"));
      users.add(user(role, Stage.CLIENT));
      users.add(user(role, Stage.OTHER_CLIENT));
    }

    assertThat(surprises(users)).isEmpty();
  }

  @Test
  void everyKeyMayExactlyWhatItsRolesAndScopesSay() {
    List<Caller> keys = new ArrayList<>();
    for (Role role : roles()) {
      if (role != Role.OWNER) {
        keys.add(key(role, Stage.CLIENT));
      }
    }
    keys.add(key(Role.PLANNER, "*", "leads.read", "posts.write"));
    keys.add(key(Role.SALES, Stage.OTHER_CLIENT, "leads.write"));

    assertThat(surprises(keys)).isEmpty();
  }

  @Test
  void nobodyWithoutALiveCredentialComesIn() throws InterruptedException {
    String owner = agency.owner().authorization();
    String forged = owner.substring(0, owner.length() - 8) + "AAAAAAAA";
    String soon = keyText(Role.PLANNER, "clients/-", Instant.now().plusSeconds(2));
    String revoked = revokedKey();
    Thread.sleep(Duration.ofSeconds(2).plusMillis(200));
    Rest door = agency.anonymous();

    List<Caller> nobodies =
        List.of(
            Caller.nobody("no credential", door),
            Caller.nobody("forged token", door.as(() -> forged)),
            Caller.nobody("unsigned token", door.as(() -> unsigned(owner))),
            Caller.nobody("expired key", door.as(() -> "Bearer " + soon)),
            Caller.nobody("revoked key", door.as(() -> "Bearer " + revoked)),
            Caller.nobody("mistyped key", door.as(() -> "Bearer " + revoked.replace('_', 'x'))));

    assertThat(surprises(nobodies)).isEmpty();
  }

  @Test
  void theOperatorMayOnlyWhatIsForOperators() {
    Caller operator =
        new Caller("operator", Caller.Kind.OPERATOR, suite.operator(), "", Set.of(), Set.of());

    assertThat(surprises(List.of(operator))).isEmpty();
  }

  private List<String> surprises(List<Caller> callers) {
    List<String> surprises = new ArrayList<>();
    int calls = 0;
    for (Caller caller : callers) {
      for (Rpc rpc : rpcs) {
        if (rpc.isRouted()) {
          calls++;
          Answer answer = call(rpc, caller);
          Verdict promised = promised(rpc, caller);
          if (!fits(rpc, answer, promised)) {
            surprises.add(
                "%s, %s: promised %s, came %d %s"
                    .formatted(rpc, caller.label(), promised, answer.status(), answer.body()));
          }
        }
      }
    }
    System.out.printf("access matrix: %d callers, %d calls%n", callers.size(), calls);
    return surprises;
  }

  private static Answer call(Rpc rpc, Caller caller) {
    String path = rpc.path(AccessMatrixTest::name);
    String body = rpc.body();
    return caller.rest().send(rpc.method(), path, body.isEmpty() ? null : body, rpc.mediaType());
  }

  /// The client exists, what is below it and beside it does not.
  private static String name(String pattern) {
    String named =
        pattern.startsWith("clients/*") ? pattern.replaceFirst("\\*", Stage.CLIENT) : pattern;
    return named.replace("*", MISSING);
  }

  private static Verdict promised(Rpc rpc, Caller caller) {
    return caller.promised(rpc.access(), Stage.CLIENT, Scopes.of(rpc));
  }

  private static boolean fits(Rpc rpc, Answer answer, Verdict promised) {
    boolean denied =
        answer.status() == 403 && DENIALS.contains(Json.text(answer.document(), "reason"));
    return switch (promised) {
      case UNAUTHENTICATED -> answer.status() == 401;
      case DENIED -> denied;
      case HIDDEN -> answer.status() == 404;
      case ALLOWED ->
          answer.status() != 401
              && answer.status() != 429
              && answer.status() < 500
              && (!denied || ONES_OWN.matcher(rpc.toString()).matches())
              && (answer.status() != 404 || namesWhatIsMissing(rpc));
    };
  }

  private static boolean namesWhatIsMissing(Rpc rpc) {
    return rpc.patterns().stream().anyMatch(pattern -> name(pattern).contains(MISSING));
  }

  private static List<Role> roles() {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.ROLE_UNSPECIFIED && role != Role.UNRECOGNIZED)
        .toList();
  }

  private Caller user(Role role, String client) {
    String granted = client.equals("*") ? "clients/-" : "clients/" + client;
    String label = role.name() + " on " + client;
    String id = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + role.getNumber();
    return Caller.member(label, agency.user(id, role.name(), granted), client, role);
  }

  private Caller key(Role role, String client, String... scopes) {
    String granted = client.equals("*") ? "clients/-" : "clients/" + client;
    String text = keyText(role, granted, Instant.now().plus(Duration.ofHours(1)), scopes);
    Rest rest = agency.anonymous().as(() -> "Bearer " + text);
    return Caller.member("key " + role + " on " + client, rest, client, role).narrowedTo(scopes);
  }

  private String keyText(Role role, String client, Instant end, String... scopes) {
    return Json.text(
        agency
            .owner()
            .post(
                "/v1/apiKeys",
                Json.object(
                    "displayName",
                    role.name(),
                    "expireTime",
                    end.toString(),
                    "grants",
                    List.of(Json.object("client", client, "role", role.name())),
                    "scopes",
                    List.of(scopes)))
            .json(),
        "keyText");
  }

  private String revokedKey() {
    var key =
        agency
            .owner()
            .post(
                "/v1/apiKeys",
                Json.object(
                    "displayName",
                    "Revoked",
                    "expireTime",
                    Instant.now().plus(Duration.ofHours(1)).toString(),
                    "grants",
                    List.of(Json.object("client", "clients/-", "role", "PLANNER"))))
            .json();
    agency.owner().post("/v1/" + Json.text(key, "name") + ":revoke", Json.object()).require();
    return Json.text(key, "keyText");
  }

  private static String unsigned(String authorization) {
    return "Bearer eyJhbGciOiJub25lIn0." + authorization.split("\\.", -1)[1] + ".";
  }
}
