package io.agencysuite.gateway.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The keys of access tokens.
///
/// @param rotateEvery how old a key gets before the next one is made
/// @param overlap how long a new key is published before it signs
/// @param keep how long a key that signs no more is still believed
@ConfigurationProperties("gateway.signing-keys")
public record SigningKeySettings(
    @DefaultValue("30d") Duration rotateEvery,
    @DefaultValue("10m") Duration overlap,
    @DefaultValue("24h") Duration keep) {}
