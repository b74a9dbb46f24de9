package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.gateway.error.DoorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://example.org/a?b=1#c https://example.org/a?b=1#c",
        "HTTP://example.org:8080 HTTP://example.org:8080",
        "https://brauhaus.example/Köln?q=ü#ä "
            + "https://brauhaus.example/K%C3%B6ln?q=%C3%BC#%C3%A4",
        "https://bräu.example/ https://xn--bru-rla.example/",
        "https://a.example/x|y/{id}/[x]?f=100% https://a.example/x%7Cy/%7Bid%7D/%5Bx%5D?f=100%25",
        "https://a.example/%C3%A4%2f%zz https://a.example/%C3%A4%2f%25zz",
        "https://straße.example/ https://stra%C3%9Fe.example/",
        "https://a_b.example/ https://a_b.example/",
        "https://[::1]:8080/x https://[::1]:8080/x",
        "https://good.example\\@bad.example/ https://good.example%5C@bad.example/"
      })
  void encodesWhatAUriMayNotHold(String stored, String location) {
    assertThat(RedirectTarget.location(stored)).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "javascript:alert(1)",
        "ftp://a.example/",
        "//a.example/",
        "https://",
        "https:///path",
        "https://?q",
        "https://a b.example/",
        "https://a.example/\r\nSet-Cookie: x",
        "https://a.example\\.bad.example/",
        "https://a..example/",
        "https://straße\\.b.example/",
        "https://straße b.example/",
        "https://a%2eexample/",
        " https://a.example/",
        "https://a.example:x/"
      })
  void refusesWhatIsNoWebAddress(String stored) {
    assertThatThrownBy(() -> RedirectTarget.location(stored)).isInstanceOf(DoorException.class);
  }
}
