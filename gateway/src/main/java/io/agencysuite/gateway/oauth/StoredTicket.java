package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Person;
import java.time.Instant;

/// Somebody between the sign-in page and the code.
///
/// @param email what was given with the password, while a one-time code is missing; else empty
public record StoredTicket(Person person, String email, Instant expireAt) {}
