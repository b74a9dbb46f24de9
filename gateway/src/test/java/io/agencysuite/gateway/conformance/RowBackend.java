package io.agencysuite.gateway.conformance;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeBackend.Behaviour;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a row's backend does, told from the row's words. Pages and request ids are answered as the
/// AIPs say, so that the rows about them see the door pass them on.
final class RowBackend implements ProbeBackend.Behaviour {
  static final String REASON = "PROBE_REASON";
  static final String DOMAIN = "probe.example";

  private static final int RETRY_SECONDS = 3;
  private static final Set<String> CODES =
      Arrays.stream(Code.values()).map(Code::name).collect(Collectors.toSet());

  private final Row row;
  private final Map<Object, DynamicMessage> created = new HashMap<>();

  RowBackend(Row row) {
    this.row = row;
  }

  int rows() {
    return created.size();
  }

  @Override
  public void answer(
      MethodDescriptor rpc, DynamicMessage request, StreamObserver<DynamicMessage> answer) {
    String words = row.behaviour();
    boolean midway = words.contains("error after") || words.contains("fails after");
    if (!midway && fails(rpc)) {
      fail(rpc, answer);
      return;
    }
    refuseBadPage(rpc, request);
    refuseReusedId(rpc, request);
    if (rpc.isServerStreaming() && isEmpty()) {
      answer.onCompleted();
    } else if (rpc.getOutputType().getFullName().equals("google.api.HttpBody")) {
      httpBody(rpc, answer);
    } else if (midway) {
      answer.onNext(request);
      answer.onNext(request);
      fail(rpc, answer);
    } else if (words.contains("does not know") || words.contains("unknown field dropped")) {
      answer.onNext(Behaviour.withUnknownField(request));
      answer.onCompleted();
    } else if (words.contains("larger than the limit")) {
      FieldDescriptor bytes = rpc.getOutputType().findFieldByName("bytes_value");
      answer.onNext(
          request.toBuilder().setField(bytes, ByteString.copyFrom(new byte[17 << 20])).build());
      answer.onCompleted();
    } else {
      Behaviour.ECHO.answer(rpc, request, answer);
    }
  }

  private void httpBody(MethodDescriptor rpc, StreamObserver<DynamicMessage> answer) {
    String type =
        row.expect().has("headers")
            ? Row.text(row.expect().get("headers"), "Content-Type")
            : "text/html";
    String data = Row.text(row.expect(), "body");
    if (rpc.isServerStreaming()) {
      answer.onNext(Behaviour.httpBody(rpc, type, "one "));
      answer.onNext(Behaviour.httpBody(rpc, "text/other", "two"));
    } else {
      answer.onNext(Behaviour.httpBody(rpc, type, data));
    }
    answer.onCompleted();
  }

  private boolean fails(MethodDescriptor rpc) {
    String words = row.behaviour();
    return row.request().has("backend_status")
        || words.contains("error before")
        || words.contains("fails before")
        || (rpc.isServerStreaming() && !row.isCall() && row.http() >= 400);
  }

  /// True when the row wants to see a stream without elements.
  private boolean isEmpty() {
    String words = row.behaviour();
    JsonNode body = row.expect().path("body");
    return words.contains("empty stream")
        || words.contains("no message")
        || words.contains("no element")
        || (body.isArray() && body.isEmpty())
        || (body.isString() && body.asString().strip().equals("[]"));
  }

  private void fail(MethodDescriptor rpc, StreamObserver<DynamicMessage> answer) {
    String words = Row.text(row.request(), "backend_status") + " " + row.behaviour();
    Code code = rpc.isServerStreaming() ? Code.ABORTED : Code.INTERNAL;
    String expected = Row.text(row.expect(), "grpc_code");
    for (String word : (expected + " " + words).split("[^A-Z_]+", -1)) {
      if (CODES.contains(word)) {
        code = Code.valueOf(word);
      }
    }
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage("told by host-17.internal");
    if (words.contains("RetryInfo")) {
      RetryInfo.Builder retry = RetryInfo.newBuilder();
      retry.getRetryDelayBuilder().setSeconds(RETRY_SECONDS);
      status.addDetails(Any.pack(retry.build()));
    }
    if (words.contains("ErrorInfo")) {
      status.addDetails(
          Any.pack(ErrorInfo.newBuilder().setReason(REASON).setDomain(DOMAIN).build()));
    }
    if (words.contains("BadRequest")) {
      BadRequest.Builder bad = BadRequest.newBuilder();
      bad.addFieldViolationsBuilder().setField("id").setDescription("id: 1 (expected: 2)");
      status.addDetails(Any.pack(bad.build()));
    }
    answer.onError(StatusProto.toStatusRuntimeException(status.build()));
  }

  private static void refuseBadPage(MethodDescriptor rpc, DynamicMessage request) {
    Object size = request.getField(rpc.getInputType().findFieldByName("page_size"));
    Object token = request.getField(rpc.getInputType().findFieldByName("page_token"));
    if (size instanceof Integer number && number < 0) {
      throw Status.INVALID_ARGUMENT.withDescription("page_size: negative").asRuntimeException();
    }
    if (!token.equals("")) {
      throw Status.INVALID_ARGUMENT.withDescription("page_token: not ours").asRuntimeException();
    }
  }

  private void refuseReusedId(MethodDescriptor rpc, DynamicMessage request) {
    Object id = request.getField(rpc.getInputType().findFieldByName("request_id"));
    if (!id.equals("")) {
      DynamicMessage other = created.putIfAbsent(id, request);
      if (other != null && !other.equals(request)) {
        throw Status.INVALID_ARGUMENT.withDescription("request_id: reused").asRuntimeException();
      }
    }
  }
}
