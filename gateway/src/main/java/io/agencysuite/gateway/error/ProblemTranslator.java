package io.agencysuite.gateway.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.agencysuite.gateway.error.Problem.FieldError;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.gateway.transcode.Violation;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The one place where a failure gets its HTTP status, its code and its words.
final class ProblemTranslator {
  private static final String DOMAIN = "gateway";
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*([.\\[][a-z0-9_.\\]\\[]+)?");

  private ProblemTranslator() {}

  /// @param fields the caller's name of a field that a service names
  static Problem translate(Throwable failure, Locale locale, UnaryOperator<String> fields) {
    Texts texts = Texts.of(locale);
    return switch (failure) {
      case TranscodingException e -> ofTranscoding(e, texts);
      case DoorException e -> ofDoor(e.reason(), e.arguments(), e.headers(), texts);
      case StatusRuntimeException e -> ofStatus(e, texts, fields);
      default -> ofDoor(DoorReason.INTERNAL, List.of(), Map.of(), texts);
    };
  }

  /// A status that the servlet container chose by itself.
  static Problem ofHttpStatus(int status, Locale locale) {
    Texts texts = Texts.of(locale);
    DoorReason reason = status < 500 ? DoorReason.REQUEST_REFUSED : DoorReason.INTERNAL;
    String title = texts.title(status);
    Code code = codeOf(status);
    return new Problem(
        status,
        title,
        texts.text(reason, List.of(title)),
        code.name(),
        reason.name(),
        DOMAIN,
        List.of(),
        Map.of());
  }

  private static Problem ofTranscoding(TranscodingException e, Texts texts) {
    List<FieldError> errors = new ArrayList<>();
    for (Violation violation : e.violations()) {
      Reason reason = violation.reason();
      String pattern = texts.pattern("reason." + reason, reason.pattern());
      errors.add(new FieldError(violation.field(), violation.message(pattern)));
    }
    Reason reason = e.reason();
    String detail =
        errors.isEmpty()
            ? Reason.fill(texts.pattern("reason." + reason, reason.pattern()), e.arguments())
            : errors.getFirst().message();
    return new Problem(
        reason.httpStatus(),
        texts.title(reason.httpStatus()),
        detail,
        reason.code().name(),
        reason.name(),
        DOMAIN,
        errors,
        e.headers());
  }

  private static Problem ofDoor(
      DoorReason reason, List<String> arguments, Map<String, String> headers, Texts texts) {
    return new Problem(
        reason.httpStatus(),
        texts.title(reason.httpStatus()),
        texts.text(reason, arguments),
        reason.code().name(),
        reason.name(),
        DOMAIN,
        List.of(),
        headers);
  }

  private static Problem ofStatus(
      StatusRuntimeException e, Texts texts, UnaryOperator<String> fields) {
    Status status = StatusProto.fromThrowable(e);
    Code code = Code.forNumber(e.getStatus().getCode().value());
    List<FieldError> errors = new ArrayList<>();
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    String said = Objects.requireNonNullElse(e.getStatus().getDescription(), "");
    String retryAfter = code == Code.UNAVAILABLE ? "1" : "";
    for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        for (var violation :
            unpack(detail, BadRequest.getDefaultInstance()).getFieldViolationsList()) {
          String field = fields.apply(violation.getField());
          String text = ": " + violation.getDescription();
          errors.add(new FieldError(field, violation.getDescription()));
          said = said.replace(violation.getField() + text, field + text);
        }
      } else if (detail.is(ErrorInfo.class)) {
        info = unpack(detail, ErrorInfo.getDefaultInstance());
      } else if (detail.is(RetryInfo.class)) {
        RetryInfo retry = unpack(detail, RetryInfo.getDefaultInstance());
        retryAfter = Long.toString(Math.max(1, retry.getRetryDelay().getSeconds()));
      }
    }
    if (errors.isEmpty()) {
      said = renamed(said, fields);
    }
    int http = httpStatus(code);
    boolean unexplained = code == Code.UNAVAILABLE && info.getReason().isEmpty();
    return new Problem(
        http,
        texts.title(http),
        detail(said, code, info, texts),
        code.name(),
        unexplained ? DoorReason.DEPENDENCY_UNAVAILABLE.name() : info.getReason(),
        unexplained ? DOMAIN : info.getDomain(),
        errors,
        retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter));
  }

  /// A sentence that begins with the path of a field, by the caller's name of it.
  private static String renamed(String said, UnaryOperator<String> fields) {
    int colon = said.indexOf(": ");
    String path = said.substring(0, Math.max(0, colon));
    return FIELD.matcher(path).matches() ? fields.apply(path) + said.substring(colon) : said;
  }

  /// What a service says about its caller's mistake is for the caller, and so is a reason it gives
  /// for being unavailable; what it says about itself, or the channel about hosts, is not.
  private static String detail(String said, Code code, ErrorInfo info, Texts texts) {
    boolean inward =
        switch (code) {
          case INTERNAL, UNKNOWN, DATA_LOSS, DEADLINE_EXCEEDED, CANCELLED -> true;
          case UNAVAILABLE, UNIMPLEMENTED -> info.getReason().isEmpty();
          default -> false;
        };
    if (!inward && !said.isBlank()) {
      return said;
    }
    String general = texts.pattern("code." + code.name(), code.name());
    String incident = info.getMetadataOrDefault("incident", "");
    return incident.isEmpty() ? general : general + " (" + incident + ")";
  }

  private static <T extends com.google.protobuf.Message> T unpack(Any detail, T otherwise) {
    try {
      @SuppressWarnings("unchecked") // The class of a message is the class of its instance.
      Class<T> type = (Class<T>) otherwise.getClass();
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      return otherwise;
    }
  }

  /// The table of google.rpc.Code.
  private static int httpStatus(Code code) {
    return switch (code) {
      case OK -> 200;
      case CANCELLED -> 499;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
      case DEADLINE_EXCEEDED -> 504;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case PERMISSION_DENIED -> 403;
      case UNAUTHENTICATED -> 401;
      case RESOURCE_EXHAUSTED -> 429;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case UNKNOWN, INTERNAL, DATA_LOSS, UNRECOGNIZED -> 500;
    };
  }

  private static Code codeOf(int status) {
    return switch (status) {
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404 -> Code.NOT_FOUND;
      case 405 -> Code.UNIMPLEMENTED;
      case 413, 429, 431 -> Code.RESOURCE_EXHAUSTED;
      case 503 -> Code.UNAVAILABLE;
      default -> status < 500 ? Code.INVALID_ARGUMENT : Code.INTERNAL;
    };
  }
}
