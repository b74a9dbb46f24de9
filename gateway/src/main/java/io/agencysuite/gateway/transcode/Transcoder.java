package io.agencysuite.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The two ways through the door: an HTTP request becomes a request message, an answer message
/// becomes a body.
public final class Transcoder {
  private final List<FileDescriptor> files;
  private final RouteTable routes;
  private final boolean printDefaults;
  private final JsonCodecs codecs;
  private final RequestBinder binder;

  /// Makes every codec once.
  ///
  /// @param files all files that the routes' messages are declared in, imports included
  /// @param printDefaults whether answers show fields that hold their default
  public Transcoder(Collection<FileDescriptor> files, RouteTable routes, boolean printDefaults) {
    this.files = List.copyOf(files);
    this.routes = routes;
    this.printDefaults = printDefaults;
    this.codecs = new JsonCodecs(files, printDefaults);
    this.binder = new RequestBinder(codecs);
  }

  /// The bytes and the media type of a `google.api.HttpBody`.
  public record RawBody(String contentType, ByteString data) {}

  public List<FileDescriptor> files() {
    return files;
  }

  public RouteTable routes() {
    return routes;
  }

  /// Makes the request message out of path, query and body.
  ///
  /// @param rawQuery as on the wire, null when the target has none
  /// @param contentType the header, null when absent
  public DynamicMessage request(
      RouteTable.Match match,
      @Nullable String rawQuery,
      @Nullable String contentType,
      byte[] body) {
    return binder.bind(match, rawQuery, contentType, body);
  }

  /// The request messages of a client stream, read from the body one after the other.
  public BodyElements elements(
      RouteTable.Match match,
      @Nullable String rawQuery,
      @Nullable String contentType,
      InputStream body) {
    return new BodyElements(binder, match, rawQuery, contentType, body);
  }

  /// The JSON body of an answer, `response_body` applied.
  public byte[] json(HttpRoute route, Message answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = Json.generator(bytes)) {
      FieldDescriptor field = route.responseBody();
      if (field == null) {
        codecs.message(answer.getDescriptorForType()).write(out, answer);
      } else if (field.hasPresence() && !answer.hasField(field)) {
        out.writeNull();
      } else {
        new FieldCodec(field, codecs).writeValue(out, answer.getField(field));
      }
    }
    return bytes.toByteArray();
  }

  /// The JSON body of an answer, from the wire bytes where they allow it.
  public ByteString json(HttpRoute route, WireMessage answer) {
    MessageCodec codec =
        route.responseBody() == null && !printDefaults ? codecs.plain(answer.type()) : null;
    if (codec != null) {
      Growing bytes = new Growing(answer.bytes().length * 5 / 2 + 256);
      if (writtenFromWire(answer, codec, bytes)) {
        return bytes.uncopied();
      }
    }
    return UnsafeByteOperations.unsafeWrap(json(route, answer.message()));
  }

  private static boolean writtenFromWire(
      WireMessage answer, MessageCodec codec, ByteArrayOutputStream bytes) {
    try (JsonGenerator out = Json.generator(bytes)) {
      WireJson.write(answer.bytes(), codec, out);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static final class Growing extends ByteArrayOutputStream {

    Growing(int size) {
      super(size);
    }

    /// What was written; nothing may be written afterwards.
    ByteString uncopied() {
      return UnsafeByteOperations.unsafeWrap(buf, 0, count);
    }
  }

  /// The JSON form of a message whose type the descriptor set knows by name; the message itself may
  /// be of a generated class.
  public byte[] jsonOf(Message message) {
    String name = message.getDescriptorForType().getFullName();
    Descriptor type = codecs.type(name);
    if (type == null) {
      throw TranscodingException.of(Reason.UNPRINTABLE_ANSWER, name);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = Json.generator(bytes)) {
      codecs.message(type).write(out, DynamicMessage.parseFrom(type, message.toByteString()));
    } catch (InvalidProtocolBufferException e) {
      throw TranscodingException.of(Reason.UNPRINTABLE_ANSWER, name);
    }
    return bytes.toByteArray();
  }

  /// The raw body of an answer for which [HttpRoute#answersRawBytes] holds.
  public static RawBody raw(HttpRoute route, Message answer) {
    FieldDescriptor field = route.responseBody();
    Message body = field == null ? answer : (Message) answer.getField(field);
    Descriptor type = body.getDescriptorForType();
    String contentType = (String) body.getField(type.findFieldByNumber(1));
    return new RawBody(
        contentType.isEmpty() ? "application/octet-stream" : contentType,
        (ByteString) body.getField(type.findFieldByNumber(2)));
  }
}
