package io.agencysuite.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ContractStyleTest {

  private static final List<ContractRule> RULES =
      Stream.of(CommentRules.ALL, CallRules.ALL, TypeRules.ALL).flatMap(List::stream).toList();

  @TestFactory
  Stream<DynamicTest> theContractKeepsEveryRule() throws IOException {
    Contract contract;
    try (InputStream in = open("/agency.binpb")) {
      contract = Contract.link(FileDescriptorSet.parseFrom(in, Contract.extensions()));
    }
    assertThat(contract.methods()).hasSizeGreaterThan(40);
    return RULES.stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.name(), () -> assertThat(rule.offenders().apply(contract)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsTheCareless() throws IOException {
    Contract careless = careless();
    return RULES.stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.name(), () -> assertThat(rule.offenders().apply(careless)).isNotEmpty()));
  }

  private static Contract careless() throws IOException {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    try (InputStream in = open("/careless.txtpb")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      TextFormat.getParser().merge(text, Contract.extensions(), file);
    }
    return Contract.link(
        FileDescriptorSet.newBuilder()
            .addFile(TimestampProto.getDescriptor().toProto())
            .addFile(file)
            .build());
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(ContractStyleTest.class.getResourceAsStream(resource), resource);
  }
}
