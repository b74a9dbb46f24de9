package io.agencysuite.proto;

import com.google.api.FieldBehavior;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// How packages, resources, fields and enums look (AIP-122, 126, 148, 203).
final class TypeRules {

  private TypeRules() {}

  private static final Set<String> OUTPUTS = Set.of("create_time", "update_time", "state");

  static final List<ContractRule> ALL =
      List.of(
          file("the package is versioned and mirrored in Java", TypeRules::isMirrored),
          file("a file stands in the folder of its package", TypeRules::isInItsFolder),
          resource("a resource's first field is its name", TypeRules::isNamed),
          resource("what only the service sets is OUTPUT_ONLY", TypeRules::declaresOutputs),
          field("a field is lower snake case", f -> f.getName().matches("[a-z][a-z0-9_]*")),
          field("an instant is a Timestamp and says so in its name", TypeRules::saysInstant),
          field("money is never a floating point number", TypeRules::isExactMoney),
          new ContractRule(
              "an enum starts with UNSPECIFIED",
              contract ->
                  contract
                      .enums()
                      .filter(e -> !e.findValueByNumber(0).getName().endsWith("_UNSPECIFIED"))
                      .map(EnumDescriptor::getFullName)));

  private static ContractRule file(String name, Predicate<FileDescriptor> keeps) {
    return new ContractRule(
        name,
        contract ->
            contract.files().stream().filter(keeps.negate()).map(FileDescriptor::getFullName));
  }

  private static ContractRule resource(String name, Predicate<Descriptor> keeps) {
    return new ContractRule(
        name, contract -> contract.resources().filter(keeps.negate()).map(Descriptor::getFullName));
  }

  private static ContractRule field(String name, Predicate<FieldDescriptor> keeps) {
    return new ContractRule(
        name,
        contract -> contract.fields().filter(keeps.negate()).map(FieldDescriptor::getFullName));
  }

  private static boolean isMirrored(FileDescriptor file) {
    FileOptions options = file.getOptions();
    return file.getPackage().matches("agency\\.[a-z]+\\.v[0-9]+")
        && options.getJavaPackage().equals("io.agencysuite" + file.getPackage().substring(6))
        && options.getJavaMultipleFiles();
  }

  private static boolean isInItsFolder(FileDescriptor file) {
    return file.getName().startsWith(file.getPackage().replace('.', '/') + "/");
  }

  private static boolean declaresOutputs(Descriptor resource) {
    return resource.getFields().stream()
        .filter(field -> OUTPUTS.contains(field.getName()))
        .allMatch(field -> Contract.is(field, FieldBehavior.OUTPUT_ONLY));
  }

  /// What only the service makes has a name that nobody sends.
  private static boolean isNamed(Descriptor resource) {
    FieldDescriptor first = resource.findFieldByNumber(1);
    return Contract.is(first, FieldBehavior.IDENTIFIER)
        || Contract.is(first, FieldBehavior.OUTPUT_ONLY);
  }

  /// A local time is a text beside its zone, and no instant.
  private static boolean saysInstant(FieldDescriptor field) {
    String name = field.getName();
    return isTimestamp(field)
        ? name.matches("(.*_)?(times?|since|from|before)")
        : !name.matches("(.*_)?times?") || name.matches(".*local_times?");
  }

  private static boolean isTimestamp(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().getFullName().equals("google.protobuf.Timestamp");
  }

  /// What a regression estimates, per unit and with its error, is a real number and no amount.
  private static boolean isExactMoney(FieldDescriptor field) {
    if (field.getContainingType().getName().endsWith("Estimate")) {
      return true;
    }
    boolean isFloating =
        field.getJavaType() == FieldDescriptor.JavaType.DOUBLE
            || field.getJavaType() == FieldDescriptor.JavaType.FLOAT;
    return !isFloating || !field.getName().matches(".*(amount|price|cents|minor_units|revenue).*");
  }
}
