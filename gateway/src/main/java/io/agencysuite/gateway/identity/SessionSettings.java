package io.agencysuite.gateway.identity;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Sessions of people.
///
/// @param lifetime how long an access token is valid
/// @param longest how long after its sign-in a session ends, however often it was renewed
/// @param grantsFor how long a user's grants are remembered, which is how long a revoked grant or
///   session may still work
/// @param operatorTokenFile file whose content is the operator's bearer token
/// @param failuresPerAccountAndAddress failed sign-ins of one account from one address per window
/// @param failuresPerAccount failed sign-ins of one account from everywhere per window
/// @param failuresPerAddress failed sign-ins from one address per window
/// @param failuresPerCode wrong one-time codes of one user from everywhere per window
/// @param window how long failures count
@ConfigurationProperties("gateway.session")
public record SessionSettings(
    @DefaultValue("15m") Duration lifetime,
    @DefaultValue("12h") Duration longest,
    @DefaultValue("30s") Duration grantsFor,
    @DefaultValue("data/keys/operator.token") Path operatorTokenFile,
    @DefaultValue("10") int failuresPerAccountAndAddress,
    @DefaultValue("50") int failuresPerAccount,
    @DefaultValue("100") int failuresPerAddress,
    @DefaultValue("5") int failuresPerCode,
    @DefaultValue("15m") Duration window) {}
