package io.agencysuite.metrics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the metrics service.
@SpringBootApplication
public class MetricsApplication {

  public static void main(String[] args) {
    SpringApplication.run(MetricsApplication.class, args);
  }
}
