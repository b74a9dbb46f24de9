package io.agencysuite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/** Runs the contract suite once more, on MongoDB 8 in a container, where there is Docker. */
class ContractOnMongoDbTest {

  private static final List<Class<?>> CONTRACT =
      List.of(
          InsertContractTest.class,
          FindContractTest.class,
          UpdateContractTest.class,
          IndexContractTest.class,
          AggregateContractTest.class,
          ConcernContractTest.class);

  @Test
  void holdsOnMongoDb() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.out.println("SKIPPED: the contract suite on MongoDB 8, because there is no Docker");
    }
    assumeTrue(docker, "no Docker");

    String before = MongoUnderTest.target();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    try (MongoDBContainer mongo = new MongoDBContainer("mongo:8")) {
      mongo.start();
      MongoUnderTest.switchTo(mongo.getConnectionString());
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request().selectors(selectors()).build();
      LauncherFactory.create().execute(request, listener);
    } finally {
      MongoUnderTest.switchTo(before);
    }
    listener
        .getSummary()
        .printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    assertThat(listener.getSummary().getTestsFoundCount()).isGreaterThan(40);
    assertThat(listener.getSummary().getFailures()).isEmpty();
  }

  private static List<ClassSelector> selectors() {
    return Stream.<Class<?>>of(CONTRACT.toArray(Class<?>[]::new))
        .map(test -> selectClass(test))
        .toList();
  }
}
