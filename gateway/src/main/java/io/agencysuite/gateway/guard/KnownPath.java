package io.agencysuite.gateway.guard;

/// A path that the door has by its settings.
///
/// @param methods as `Allow` says them
public record KnownPath(String path, String methods) {}
