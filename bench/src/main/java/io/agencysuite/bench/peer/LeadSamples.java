package io.agencysuite.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What both services answer, so that all ways carry the same. */
public final class LeadSamples {
  static final String CREATED = "0mf3k2j8s7d6f5g4h3j2k1l0zz";
  static final String STORED = "2026-11-23T08:00:00Z";
  static final int PAGE = 50;
  private static final int ENRICHED = 8;

  private LeadSamples() {}

  /** A lead as a caller sends it, about 1 KB of JSON. */
  public static String given() {
    try (InputStream in = LeadSamples.class.getResourceAsStream("/bench/lead.json")) {
      if (in == null) {
        throw new IllegalStateException("bench/lead.json is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the service adds to a new lead's fields, about 1 KB. */
  static Map<String, String> enriched() {
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < ENRICHED; i++) {
      fields.put(
          "company_register_" + i,
          "HRB 1847"
              + i
              + ", Amtsgericht Hamburg, Gegenstand: Herstellung und Vertrieb von Bieren,"
              + " Geschäftsführer: J. Großmann");
    }
    return fields;
  }
}
