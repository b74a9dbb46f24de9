package io.agencysuite.crm.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What checking a password costs (Argon2id).
///
/// @param memoryKib memory of one check
/// @param iterations passes over it
/// @param concurrent how many checks run at once; more wait
@ConfigurationProperties("agency.crm.password")
public record PasswordSettings(
    @DefaultValue("19456") int memoryKib,
    @DefaultValue("2") int iterations,
    @DefaultValue("4") int concurrent) {}
