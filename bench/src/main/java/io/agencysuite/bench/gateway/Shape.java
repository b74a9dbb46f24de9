package io.agencysuite.bench.gateway;

import io.agencysuite.bench.peer.LeadSamples;
import java.nio.charset.StandardCharsets;

/** The kinds of requests. */
enum Shape {
  GET("small GET", "GET", "/v1/clients/acme/leads/0mf3k2j8s7d6f5g4h3j2k1l0zz", ""),
  POST("POST of 1 KB", "POST", "/v1/clients/acme/leads", LeadSamples.given()),
  LIST("list of 50", "GET", "/v1/clients/acme/leads?pageSize=50", "");

  private final String shown;
  private final String method;
  private final String target;
  private final String body;

  Shape(String shown, String method, String target, String body) {
    this.shown = shown;
    this.method = method;
    this.target = target;
    this.body = body;
  }

  String shown() {
    return shown;
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  String body() {
    return body;
  }

  /** The request as it goes over the wire. */
  byte[] request(int port, String token) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + target
            + " HTTP/1.1\r\n"
            + "Host: 127.0.0.1:"
            + port
            + "\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n"
            + "Accept: application/json\r\n"
            + (content.length == 0
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
            + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + content.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    return whole;
  }
}
