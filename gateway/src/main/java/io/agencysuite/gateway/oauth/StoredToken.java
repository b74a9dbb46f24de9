package io.agencysuite.gateway.oauth;

import java.time.Instant;

/// What a token is, by its hash. One that was replaced stays known, so that its second use shows.
///
/// @param kind as RFC 7009 and 6749 name it: `state`, `code` or `refresh_token`
/// @param expireAt until when it is good and known
public record StoredToken(String authorization, String kind, Instant expireAt) {}
