package io.agencysuite.planning;

import io.agencysuite.kit.KitConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// Starts the planning service.
@SpringBootApplication
@Import(KitConfiguration.class)
public class PlanningApplication {

  public static void main(String[] args) {
    SpringApplication.run(PlanningApplication.class, args);
  }
}
