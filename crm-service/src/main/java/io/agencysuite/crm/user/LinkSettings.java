package io.agencysuite.crm.user;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long signed links are good.
///
/// @param invitation of a user who has no password yet
/// @param reset of one who has
/// @param onboarding of the first agency of the installation
@ConfigurationProperties("agency.crm.link")
public record LinkSettings(
    @DefaultValue("7d") Duration invitation,
    @DefaultValue("24h") Duration reset,
    @DefaultValue("24h") Duration onboarding) {}
