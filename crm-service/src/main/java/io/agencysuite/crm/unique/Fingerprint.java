package io.agencysuite.crm.unique;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Says whether two callers sent the same resource.
public final class Fingerprint {

  private Fingerprint() {}

  /// The fingerprint of what a caller decides about a resource: fields that the service fills do
  /// not count.
  public static String of(Message resource) {
    Message.Builder decided = resource.toBuilder();
    resource.getAllFields().keySet().stream()
        .filter(field -> {
          List<FieldBehavior> behaviors =
              field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
          return behaviors.contains(FieldBehavior.OUTPUT_ONLY)
              || behaviors.contains(FieldBehavior.IDENTIFIER)
              || field.getName().equals("etag");
        })
        .forEach(decided::clearField);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      decided.build().writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DerivedIds.fingerprint(bytes.toByteArray());
  }
}
