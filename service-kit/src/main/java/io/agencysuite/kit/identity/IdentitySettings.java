package io.agencysuite.kit.identity;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where a process keeps its own signing key and finds the keys it trusts.
///
/// @param name name of this process, the issuer of what it signs
/// @param keyDirectory holds `<name>.private.json` of this process and `<name>.public.json` of
///   every process it trusts; a missing own pair is made at the first start
/// @param lifetime how long a signed identity is valid
@ConfigurationProperties("agency.identity")
public record IdentitySettings(
    String name,
    @DefaultValue("data/keys") Path keyDirectory,
    @DefaultValue("60s") Duration lifetime) {}
