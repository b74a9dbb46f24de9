package io.agencysuite.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CallerAddressTest {
  private static final CallerAddress ADDRESSES =
      new CallerAddress(new CallerSettings(List.of("10.0.0.1", "10.0.0.2")));

  @Test
  void believesNobodyButTrustedProxies() {
    assertThat(address("198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
    assertThat(address("10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address("10.0.0.1", "203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
    assertThat(address("10.0.0.1", "1.2.3.4, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address("10.0.0.1", "<script>")).isEqualTo("10.0.0.1");
    assertThat(address("10.0.0.1", null)).isEqualTo("10.0.0.1");
  }

  private static String address(String remote, @org.jspecify.annotations.Nullable String way) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(remote);
    if (way != null) {
      request.addHeader("X-Forwarded-For", way);
    }
    return ADDRESSES.of(request);
  }
}
