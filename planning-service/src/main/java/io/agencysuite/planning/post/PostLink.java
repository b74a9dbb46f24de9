package io.agencysuite.planning.post;

/// The tracking link that was made for one content.
///
/// @param link resource name in metrics
public record PostLink(String contentHash, String link, String code, String shortUrl) {}
