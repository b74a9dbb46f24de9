package io.agencysuite.gateway.apikey;

/// How much a key may call; 0 stands for what the installation grants to every key.
public record KeyLimits(long callsPerMinute, long callsPerMonth, long eventsPerMonth) {
  static final KeyLimits NONE = new KeyLimits(0, 0, 0);
}
