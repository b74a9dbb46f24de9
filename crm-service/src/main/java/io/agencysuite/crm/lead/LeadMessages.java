package io.agencysuite.crm.lead;

import com.google.protobuf.FieldMask;
import io.agencysuite.crm.contact.EmailSyntax;
import io.agencysuite.crm.lead.Lead.Capture;
import io.agencysuite.crm.lead.Lead.Details;
import io.agencysuite.crm.lead.Lead.FormField;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.money.Money;
import io.agencysuite.crm.money.MoneyMessages;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.crm.origin.OriginMessages;
import io.agencysuite.crm.unique.Fingerprint;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Leads on the wire.
public final class LeadMessages {

  private LeadMessages() {}

  static String name(Key key) {
    return "clients/" + key.client() + "/leads/" + key.id();
  }

  /// The key behind `clients/{client}/leads/{lead}`.
  public static Key key(String tenant, String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4) {
      throw NotFound.resource(name);
    }
    return LeadStore.key(tenant, parts.get(1), parts.get(3));
  }

  static io.agencysuite.crm.v1.Lead to(Stored<Lead> stored) {
    Lead lead = stored.value();
    io.agencysuite.crm.v1.Lead.Builder message =
        to(lead).toBuilder().setName(name(stored.key())).setEtag(stored.etag());
    Lead.Conversion conversion = lead.conversion();
    if (conversion != null && conversion.endTime() != null) {
      message
          .setPerson("clients/" + stored.key().client() + "/people/" + conversion.person())
          .setConvertTime(MomentMessages.to(conversion.endTime()));
    }
    return message.build();
  }

  static io.agencysuite.crm.v1.Lead to(Lead lead) {
    Details details = lead.details();
    io.agencysuite.crm.v1.Lead.Builder message =
        io.agencysuite.crm.v1.Lead.newBuilder()
            .setState(state(lead.state()))
            .setCaptureTime(MomentMessages.to(lead.capture().captureTime()))
            .setCaptureMethod(method(lead.capture().method()))
            .setGivenName(details.givenName())
            .setFamilyName(details.familyName())
            .setFullName(details.fullName())
            .setEmail(details.email())
            .setPhone(details.phone())
            .setCompany(details.company())
            .setMessage(details.message())
            .setForm(details.form())
            .setVisitorId(lead.capture().visitorId())
            .setPageUrl(details.pageUrl())
            .setReferrerUrl(details.referrerUrl())
            .setExternalId(lead.capture().externalId())
            .setAssignee(lead.assignee().isEmpty() ? "" : "users/" + lead.assignee())
            .setDisqualifyReason(lead.disqualifyReason())
            .setCreateTime(MomentMessages.to(lead.createTime()))
            .setUpdateTime(MomentMessages.to(lead.updateTime()));
    details.formFields().forEach(field -> message.putFormFields(field.key(), field.value()));
    if (!lead.capture().origin().equals(Origin.UNKNOWN)) {
      message.setOrigin(OriginMessages.to(lead.capture().origin()));
    }
    if (lead.estimatedValue() != null) {
      message.setEstimatedValue(MoneyMessages.to(lead.estimatedValue()));
    }
    return message.build();
  }

  /// A new lead.
  static Lead from(io.agencysuite.crm.v1.Lead message, Instant now) {
    Capture capture =
        new Capture(
            message.hasCaptureTime()
                ? MomentMessages.fromPast("lead.capture_time", message.getCaptureTime(), now)
                : now,
            method(message.getCaptureMethod()),
            message.getVisitorId(),
            message.hasOrigin() ? OriginMessages.from(message.getOrigin()) : Origin.UNKNOWN,
            message.getExternalId());
    return new Lead(
            capture,
            details(message),
            estimatedValue(message),
            assignee(message),
            Lead.State.NEW,
            "",
            null,
            Fingerprint.of(message),
            now,
            now)
        .checked();
  }

  /// The lead with the fields of the mask taken from the message.
  static Lead changed(Lead current, io.agencysuite.crm.v1.Lead sent, FieldMask mask, Instant now) {
    io.agencysuite.crm.v1.Lead next = MaskedUpdate.apply(to(current), sent, mask);
    return current.changedTo(details(next), estimatedValue(next), assignee(next), now);
  }

  /// What metrics is told.
  static StateMessage state(long epoch, Key key, long version, @Nullable Lead lead) {
    StateMessage.Builder message =
        StateMessage.newBuilder().setAggregate(name(key)).setEpoch(epoch).setVersion(version);
    if (lead == null) {
      return message.setDeleted(true).build();
    }
    LeadState.Builder state =
        LeadState.newBuilder()
            .setCreateTime(MomentMessages.to(lead.capture().captureTime()))
            .setVisitorId(lead.capture().visitorId())
            .setOrigin(OriginMessages.to(lead.capture().origin()))
            .setDisqualified(lead.state() == Lead.State.DISQUALIFIED);
    if (lead.state() == Lead.State.CONVERTED && lead.conversion() != null) {
      state.setPerson(lead.conversion().person());
    }
    if (lead.estimatedValue() != null) {
      state.setEstimatedValue(MoneyMessages.to(lead.estimatedValue()));
    }
    return message.setLead(state).setChangeTime(MomentMessages.to(lead.updateTime())).build();
  }

  static Lead.State fromState(io.agencysuite.crm.v1.Lead.State state) {
    return switch (state) {
      case NEW, STATE_UNSPECIFIED, UNRECOGNIZED -> Lead.State.NEW;
      case QUALIFIED -> Lead.State.QUALIFIED;
      case DISQUALIFIED -> Lead.State.DISQUALIFIED;
      case CONVERTED -> Lead.State.CONVERTED;
    };
  }

  private static Details details(io.agencysuite.crm.v1.Lead message) {
    return new Details(
        message.getGivenName().strip(),
        message.getFamilyName().strip(),
        message.getFullName().strip(),
        message.getEmail().isEmpty() ? "" : EmailSyntax.require("lead.email", message.getEmail()),
        message.getPhone().strip(),
        message.getCompany(),
        message.getMessage(),
        message.getForm(),
        message.getFormFieldsMap().entrySet().stream()
            .map(e -> new FormField(e.getKey(), e.getValue()))
            .sorted(Comparator.comparing(FormField::key))
            .toList(),
        message.getPageUrl(),
        message.getReferrerUrl());
  }

  private static @Nullable Money estimatedValue(io.agencysuite.crm.v1.Lead message) {
    return message.hasEstimatedValue()
        ? MoneyMessages.from("lead.estimated_value", message.getEstimatedValue())
        : null;
  }

  private static String assignee(io.agencysuite.crm.v1.Lead message) {
    return message.getAssignee().isEmpty()
        ? ""
        : message.getAssignee().substring("users/".length());
  }

  private static io.agencysuite.crm.v1.Lead.State state(Lead.State state) {
    return switch (state) {
      case NEW -> io.agencysuite.crm.v1.Lead.State.NEW;
      case QUALIFIED -> io.agencysuite.crm.v1.Lead.State.QUALIFIED;
      case DISQUALIFIED -> io.agencysuite.crm.v1.Lead.State.DISQUALIFIED;
      case CONVERTED -> io.agencysuite.crm.v1.Lead.State.CONVERTED;
    };
  }

  private static io.agencysuite.crm.v1.Lead.CaptureMethod method(Lead.Method method) {
    return switch (method) {
      case UNKNOWN -> io.agencysuite.crm.v1.Lead.CaptureMethod.CAPTURE_METHOD_UNSPECIFIED;
      case FORM -> io.agencysuite.crm.v1.Lead.CaptureMethod.FORM;
      case API -> io.agencysuite.crm.v1.Lead.CaptureMethod.API;
      case AD_PLATFORM -> io.agencysuite.crm.v1.Lead.CaptureMethod.AD_PLATFORM;
      case FILE -> io.agencysuite.crm.v1.Lead.CaptureMethod.FILE;
      case MANUAL -> io.agencysuite.crm.v1.Lead.CaptureMethod.MANUAL;
    };
  }

  private static Lead.Method method(io.agencysuite.crm.v1.Lead.CaptureMethod method) {
    return switch (method) {
      case CAPTURE_METHOD_UNSPECIFIED, UNRECOGNIZED -> Lead.Method.UNKNOWN;
      case FORM -> Lead.Method.FORM;
      case API -> Lead.Method.API;
      case AD_PLATFORM -> Lead.Method.AD_PLATFORM;
      case FILE -> Lead.Method.FILE;
      case MANUAL -> Lead.Method.MANUAL;
    };
  }
}
