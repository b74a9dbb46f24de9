package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// A field mask is one text of paths joined by commas, in lowerCamelCase; proto names are read too,
/// and written where lowerCamelCase would change the path, as it would `a_1`.
final class FieldMaskCodec implements ValueCodec {
  private static final Pattern PATH =
      Pattern.compile("\\*|[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_*][A-Za-z0-9_]*)*");

  private final Descriptor type;
  private final FieldDescriptor paths;

  FieldMaskCodec(Descriptor type) {
    this.type = type;
    this.paths = type.findFieldByNumber(1);
  }

  @Override
  public Object read(JsonParser in) {
    return parse((String) ScalarCodec.STRING.read(in));
  }

  @Override
  public Object parse(String text) {
    DynamicMessage.Builder mask = DynamicMessage.newBuilder(type);
    if (!text.isEmpty()) {
      for (String path : text.split(",", -1)) {
        if (!PATH.matcher(path).matches()) {
          throw TranscodingException.invalid(text, "field paths joined by commas");
        }
        mask.addRepeatedField(paths, protoName(path));
      }
    }
    return mask.build();
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    List<String> names = new ArrayList<>();
    for (Object path : (List<?>) ((Message) value).getField(paths)) {
      names.add(written((String) path));
    }
    out.writeString(String.join(",", names));
  }

  private static String written(String path) {
    String name = jsonName(path);
    return protoName(name).equals(path) || !protoName(path).equals(path) ? name : path;
  }

  private static String protoName(String path) {
    StringBuilder name = new StringBuilder(path.length() + 4);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c + 32));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  private static String jsonName(String path) {
    StringBuilder name = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '_' && i + 1 < path.length()) {
        i++;
        name.append(Character.toUpperCase(path.charAt(i)));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
