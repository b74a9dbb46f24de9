package io.agencysuite.crm;

import io.agencysuite.kit.KitConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/// Starts the crm service.
@SpringBootApplication
@Import(KitConfiguration.class)
public class CrmApplication {

  public static void main(String[] args) {
    SpringApplication.run(CrmApplication.class, args);
  }
}
