package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Person;
import java.time.Instant;

/// Somebody between the sign-in page and the code.
public record StoredTicket(Person person, Instant expireAt) {}
