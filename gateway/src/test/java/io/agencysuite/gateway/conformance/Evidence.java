package io.agencysuite.gateway.conformance;

import com.google.api.HttpRule;
import io.agencysuite.gateway.transcode.RouteTable;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What an [IntendedDifference] is recognised by.
final class Evidence {
  static final Pattern NUMBERS = Pattern.compile("expected: (a|an) [a-z0-9 -]*(number|integer)");
  static final Pattern BROKEN_ESCAPE = Pattern.compile("%(C3($|&)|FF|ff|zz)");
  static final Pattern OTHER_TYPE =
      Pattern.compile("\"(stringValue|boolValue)\":(\"true\"|\"yes\"|[0-9]+|true)");
  static final Pattern BIG = Pattern.compile("4294967295|18446744073709551615");
  static final Pattern DOTTED = Pattern.compile("(^|&)[A-Za-z_]+\\.");
  static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+\\.");
  static final Pattern RESERVED_OCTET = Pattern.compile("%(2[1346789ABCF]|3[ABDF]|40|5[BD])");

  private Evidence() {}

  static boolean refused(Outcome ours, Outcome theirs, String reason) {
    return ours.reason().equals(reason) && theirs.isSuccess();
  }

  static boolean bothAnswer(Outcome ours, Outcome theirs) {
    return ours.isSuccess() && theirs.isSuccess() && !sameCall(ours, theirs);
  }

  static boolean sameCall(Outcome ours, Outcome theirs) {
    return ours.isSuccess() && theirs.isSuccess() && Objects.equals(ours.bound(), theirs.bound());
  }

  static boolean has(Outcome outcome, String field) {
    Outcome.Bound bound = outcome.bound();
    return bound != null
        && bound.request().hasField(bound.request().getDescriptorForType().findFieldByName(field));
  }

  static String method(Outcome outcome) {
    Outcome.Bound bound = outcome.bound();
    return bound == null ? "" : bound.method();
  }

  static String output(Sent sent) {
    return sent.rules().getFirst().rpc().getOutputType().getFullName();
  }

  static List<HttpRule> rules(Sent sent) {
    return sent.rules().stream().map(RouteTable.Rule::http).toList();
  }
}
