package io.agencysuite.gateway.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Browser and system of a user agent, as people say them. No more of it is kept.
final class AgentFamily {
  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    // The first that occurs counts: every browser names the older ones that it claims to be.
    PROGRAMS.put("Edg/", "Edge");
    PROGRAMS.put("OPR/", "Opera");
    PROGRAMS.put("Firefox/", "Firefox");
    PROGRAMS.put("Chrome/", "Chrome");
    PROGRAMS.put("Safari/", "Safari");
    PROGRAMS.put("curl/", "curl");
    PROGRAMS.put("Java", "Java");
    SYSTEMS.put("iPhone", "iOS");
    SYSTEMS.put("iPad", "iOS");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private AgentFamily() {}

  static String of(@Nullable String agent) {
    String program = find(PROGRAMS, agent);
    String system = find(SYSTEMS, agent);
    if (program.isEmpty()) {
      return system;
    }
    return system.isEmpty() ? program : program + ", " + system;
  }

  private static String find(Map<String, String> names, @Nullable String agent) {
    return agent == null
        ? ""
        : names.entrySet().stream()
            .filter(name -> agent.contains(name.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
  }
}
