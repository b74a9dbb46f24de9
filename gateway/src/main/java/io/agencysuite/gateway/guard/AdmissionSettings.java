package io.agencysuite.gateway.guard;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many calls of one service the door lets run at once. The limit moves between `least` and
/// `most` by itself.
///
/// @param start the limit after a start
/// @param least the limit never goes below
/// @param most the limit never goes above
/// @param tolerance how many times longer than unloaded a call may take before the limit shrinks
/// @param patience how much longer a call may take in any case, so that the jitter of quick calls
///   is not taken for load
/// @param streams how many streams of one service may be open
/// @param batch full names of the RPCs that come last
@ConfigurationProperties("gateway.admission")
public record AdmissionSettings(
    @DefaultValue("32") int start,
    @DefaultValue("16") int least,
    @DefaultValue("256") int most,
    @DefaultValue("2.0") double tolerance,
    @DefaultValue("20ms") Duration patience,
    @DefaultValue("1000") int streams,
    @DefaultValue Set<String> batch) {

  public AdmissionSettings {
    batch = Set.copyOf(batch);
    if (least < 1 || start < least || most < start) {
      throw new IllegalArgumentException(
          "gateway.admission: least %d, start %d, most %d (expected: 1 <= least <= start <= most)"
              .formatted(least, start, most));
    }
    if (!(tolerance >= 1)) {
      throw new IllegalArgumentException(
          "gateway.admission.tolerance: " + tolerance + " (expected: 1 or more)");
    }
  }
}
