package io.agencysuite.gateway.apikey;

/// A key that was presented to the authorization server.
///
/// @param secret the beginning of the hash of the secret that was given
public record KeyLogin(String tenant, String id, String secret) {}
