package io.agencysuite.bench.peer;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead as a Spring MVC service would write it down; its JSON is that of `agency.crm.v1.Lead`. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LeadBody(
    @Nullable String name,
    @Nullable State state,
    @Nullable Instant captureTime,
    @Nullable CaptureMethod captureMethod,
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable String fullName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company,
    @Nullable String message,
    @Nullable String form,
    @Nullable Map<String, String> formFields,
    @Nullable String visitorId,
    @Nullable OriginBody origin,
    @Nullable String pageUrl,
    @Nullable String referrerUrl,
    @Nullable String externalId,
    @Nullable MoneyBody estimatedValue,
    @Nullable String assignee,
    @Nullable String etag,
    @Nullable Instant createTime,
    @Nullable Instant updateTime) {

  enum State {
    NEW,
    QUALIFIED,
    DISQUALIFIED,
    CONVERTED
  }

  enum CaptureMethod {
    FORM,
    API,
    AD_PLATFORM,
    FILE,
    MANUAL
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record OriginBody(
      @Nullable String channel,
      @Nullable String campaign,
      @Nullable String post,
      @Nullable String utmSource,
      @Nullable String utmMedium,
      @Nullable String utmContent,
      @Nullable String utmTerm,
      @Nullable String linkCode) {}

  record MoneyBody(
      @JsonFormat(shape = JsonFormat.Shape.STRING) long minorUnits, String currencyCode) {}
}
