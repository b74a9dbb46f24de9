package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codecs of all message types of a descriptor set, made once.
final class JsonCodecs {
  private final boolean printDefaults;
  private final Map<String, Descriptor> types = new HashMap<>();
  private final Map<Descriptor, ValueCodec> messages = new HashMap<>();
  private final Map<EnumDescriptor, EnumCodec> enums = new HashMap<>();

  JsonCodecs(Collection<FileDescriptor> files, boolean printDefaults) {
    this.printDefaults = printDefaults;
    files.forEach(file -> file.getMessageTypes().forEach(this::register));
    types.values().forEach(this::message);
  }

  /// The codec of a message; types outside the descriptor set are refused.
  ValueCodec message(Descriptor type) {
    ValueCodec known = messages.get(type);
    if (known != null) {
      return known;
    }
    ValueCodec wellKnown = WellKnownCodecs.of(type, this);
    if (wellKnown != null) {
      messages.put(type, wellKnown);
      return wellKnown;
    }
    MessageCodec codec = new MessageCodec(type, printDefaults);
    messages.put(type, codec);
    codec.link(this);
    return codec;
  }

  /// The plain form of a type, also of one whose JSON form is its own; null for the latter.
  @Nullable MessageCodec plain(Descriptor type) {
    return message(type) instanceof MessageCodec codec ? codec : null;
  }

  @Nullable Descriptor type(String fullName) {
    return types.get(fullName);
  }

  ValueCodec value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(field.getMessageType());
      case ENUM -> enums.computeIfAbsent(field.getEnumType(), EnumCodec::new);
      default -> scalar(field);
    };
  }

  static ValueCodec scalar(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> IntegerCodec.INT32;
      case UINT32, FIXED32 -> IntegerCodec.UINT32;
      case INT64, SINT64, SFIXED64 -> IntegerCodec.INT64;
      case UINT64, FIXED64 -> IntegerCodec.UINT64;
      case FLOAT -> FloatCodec.FLOAT;
      case DOUBLE -> FloatCodec.DOUBLE;
      case BOOL -> ScalarCodec.BOOL;
      case STRING -> ScalarCodec.STRING;
      case BYTES -> ScalarCodec.BYTES;
      case ENUM, MESSAGE, GROUP -> throw new RuleException(field.getFullName() + ": no scalar");
    };
  }

  private void register(Descriptor type) {
    types.put(type.getFullName(), type);
    type.getNestedTypes().forEach(this::register);
  }
}
