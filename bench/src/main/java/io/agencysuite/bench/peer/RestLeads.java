package io.agencysuite.bench.peer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Leads over REST; checks the lengths that the contract declares. */
@RestController
class RestLeads {
  private static final Instant STORED = Instant.parse(LeadSamples.STORED);

  private final LeadBody full = JsonMapper.shared().readValue(LeadSamples.given(), LeadBody.class);

  record Page(List<LeadBody> leads, String nextPageToken) {}

  @GetMapping("/v1/clients/{client}/leads/{lead}")
  LeadBody get(@PathVariable("client") String client, @PathVariable("lead") String lead) {
    return stored(
        new LeadBody(
            null,
            null,
            full.captureTime(),
            full.captureMethod(),
            null,
            null,
            full.fullName(),
            full.email(),
            null,
            null,
            null,
            null,
            null,
            null,
            full.origin(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null),
        name(client, lead),
        null);
  }

  @GetMapping("/v1/clients/{client}/leads")
  Page list(
      @PathVariable("client") String client,
      @RequestParam(name = "pageSize", defaultValue = "50") int size) {
    if (size < 1 || size > 200) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "pageSize");
    }
    List<LeadBody> leads = new ArrayList<>();
    for (int i = 0; i < LeadSamples.PAGE; i++) {
      leads.add(stored(full, name(client, "lead-" + i), full.formFields()));
    }
    return new Page(leads, "bGVhZC00OQ");
  }

  @PostMapping("/v1/clients/{client}/leads")
  LeadBody create(@PathVariable("client") String client, @RequestBody LeadBody lead) {
    check(lead);
    Map<String, String> fields = new TreeMap<>(LeadSamples.enriched());
    fields.putAll(Objects.requireNonNullElse(lead.formFields(), Map.of()));
    return stored(lead, name(client, LeadSamples.CREATED), fields);
  }

  private static void check(LeadBody lead) {
    check(lead.givenName(), 100);
    check(lead.familyName(), 100);
    check(lead.fullName(), 200);
    check(lead.email(), 254);
    check(lead.phone(), 60);
    check(lead.company(), 200);
    check(lead.message(), 10_000);
    check(lead.form(), 100);
    check(lead.visitorId(), 100);
    check(lead.pageUrl(), 2_000);
    check(lead.referrerUrl(), 2_000);
    check(lead.externalId(), 200);
    LeadBody.MoneyBody value = lead.estimatedValue();
    if (value != null && value.minorUnits() < 0) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "estimatedValue");
    }
  }

  private static void check(@Nullable String text, int longest) {
    if (text != null && text.length() > longest) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "too long");
    }
  }

  private static String name(String client, String lead) {
    return "clients/" + client + "/leads/" + lead;
  }

  private static LeadBody stored(
      LeadBody lead, String name, @Nullable Map<String, String> formFields) {
    return new LeadBody(
        name,
        LeadBody.State.NEW,
        lead.captureTime(),
        lead.captureMethod(),
        lead.givenName(),
        lead.familyName(),
        lead.fullName(),
        lead.email(),
        lead.phone(),
        lead.company(),
        lead.message(),
        lead.form(),
        formFields,
        lead.visitorId(),
        lead.origin(),
        lead.pageUrl(),
        lead.referrerUrl(),
        lead.externalId(),
        lead.estimatedValue(),
        lead.assignee(),
        "1",
        STORED,
        STORED);
  }
}
