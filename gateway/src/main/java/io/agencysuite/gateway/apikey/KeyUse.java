package io.agencysuite.gateway.apikey;

import java.time.Instant;

/// When a key was last used; apart from the key, so that its etag means changes by people.
public record KeyUse(Instant lastTime) {}
