package io.agencysuite.planning.post;

import java.time.Instant;

/// How a post went out.
public record Publication(Instant publishTime, String url, String publisher) {}
