package io.agencysuite.gateway.upstream;

import java.time.Duration;

/// How long a server stream may run.
///
/// @param ofCredential it ends with the credential that opened it, which is no failure
record StreamLife(Duration longest, boolean ofCredential) {}
