package io.agencysuite.gateway.identity;

import java.time.Instant;

/// A key of access tokens in the store.
///
/// @param sealed the private key in JWK form, encrypted
/// @param activeFrom from when on it signs; before that it is only published
public record SigningKey(String sealed, Instant createTime, Instant activeFrom) {}
