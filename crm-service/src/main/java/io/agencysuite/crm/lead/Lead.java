package io.agencysuite.crm.lead;

import io.agencysuite.crm.money.Money;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.text.BlankText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody raised a hand.
///
/// @param assignee id of the user who works it; empty when nobody does
/// @param disqualifyReason empty unless disqualified
/// @param conversion the person it is, or is being, tied to
/// @param fingerprint of what was sent when it was captured
public record Lead(
    Capture capture,
    Details details,
    @Nullable Money estimatedValue,
    String assignee,
    State state,
    String disqualifyReason,
    @Nullable Conversion conversion,
    String fingerprint,
    Instant createTime,
    Instant updateTime) {

  /// Lifecycle of a lead.
  public enum State {
    NEW,
    QUALIFIED,
    DISQUALIFIED,
    CONVERTED
  }

  /// How a lead came in.
  public enum Method {
    UNKNOWN,
    FORM,
    API,
    AD_PLATFORM,
    FILE,
    MANUAL
  }

  /// What stays as it was captured.
  public record Capture(
      Instant captureTime, Method method, String visitorId, Origin origin, String externalId) {}

  /// What was typed, and may be corrected.
  ///
  /// @param email normalised
  public record Details(
      String givenName,
      String familyName,
      String fullName,
      String email,
      String phone,
      String company,
      String message,
      String form,
      List<FormField> formFields,
      String pageUrl,
      String referrerUrl) {

    public Details {
      formFields = List.copyOf(formFields);
    }

    boolean isEmpty() {
      return BlankText.is(givenName + familyName + fullName + email + phone + message)
          && formFields.isEmpty();
    }

    /// Names nobody: details may end up in a log by accident.
    @Override
    public String toString() {
      return "Details[]";
    }
  }

  /// One answer of a form. A list of them, because keys of a form are no legal field names.
  public record FormField(String key, String value) {}

  /// The saga that ties a lead to a person; written before the person is touched.
  ///
  /// @param person id of the person
  /// @param endTime null while the person has not been filled
  public record Conversion(String person, @Nullable Instant endTime) {}

  Lead checked() {
    if (details.isEmpty()) {
      throw InvalidArgument.field(
          "lead",
          "nobody to answer",
          "a name, an e-mail address, a phone number, a message or a form field");
    }
    return this;
  }

  Lead changedTo(Details nextDetails, @Nullable Money nextValue, String nextAssignee, Instant now) {
    Lead next =
        new Lead(
            capture,
            nextDetails,
            nextValue,
            nextAssignee,
            state,
            disqualifyReason,
            conversion,
            fingerprint,
            createTime,
            updateTime);
    return next.equals(this) ? this : next.checked().in(state, disqualifyReason, conversion, now);
  }

  Lead qualified(Instant now) {
    return switch (state) {
      case QUALIFIED -> this;
      case NEW, DISQUALIFIED -> in(State.QUALIFIED, "", conversion, now);
      case CONVERTED -> throw forbidden("qualified");
    };
  }

  Lead disqualified(String reason, Instant now) {
    return switch (state) {
      case DISQUALIFIED ->
          reason.equals(disqualifyReason) ? this : in(State.DISQUALIFIED, reason, null, now);
      case NEW, QUALIFIED -> in(State.DISQUALIFIED, reason, null, now);
      case CONVERTED -> throw forbidden("disqualified");
    };
  }

  /// Notes to whom it will be tied.
  Lead converting(String person, Instant now) {
    return switch (state) {
      case NEW, QUALIFIED ->
          conversion != null && conversion.person().equals(person)
              ? this
              : in(state, disqualifyReason, new Conversion(person, null), now);
      case DISQUALIFIED, CONVERTED -> throw forbidden("converted");
    };
  }

  /// Tied to the person that was noted.
  Lead converted(String person, Instant now) {
    if (conversion == null || !conversion.person().equals(person)) {
      throw forbidden("converted to " + person + ", which it was not meant for");
    }
    return state == State.CONVERTED
        ? this
        : in(State.CONVERTED, disqualifyReason, new Conversion(person, now), now);
  }

  FailedPrecondition forbidden(String step) {
    return new FailedPrecondition(
        "LEAD_STATE_FORBIDS",
        "the lead is " + state + " and cannot be " + step,
        Map.of("state", state.name()));
  }

  private Lead in(State next, String reason, @Nullable Conversion tied, Instant now) {
    return new Lead(
        capture,
        details,
        estimatedValue,
        assignee,
        next,
        reason,
        tied,
        fingerprint,
        createTime,
        now);
  }
}
