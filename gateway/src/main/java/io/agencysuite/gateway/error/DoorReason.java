package io.agencysuite.gateway.error;

import com.google.rpc.Code;

/// Failures of the door itself that are not about transcoding. Texts stand in
/// `problems*.properties`.
public enum DoorReason {
  CREDENTIAL_MISSING(401, Code.UNAUTHENTICATED),
  CREDENTIAL_INVALID(401, Code.UNAUTHENTICATED),
  CREDENTIALS_AMBIGUOUS(401, Code.UNAUTHENTICATED),
  API_KEY_MALFORMED(401, Code.UNAUTHENTICATED),
  API_KEY_INVALID(401, Code.UNAUTHENTICATED),
  API_KEY_SCOPE_MISSING(403, Code.PERMISSION_DENIED),
  SESSION_ENDED(401, Code.UNAUTHENTICATED),
  OPERATOR_ONLY(403, Code.PERMISSION_DENIED),
  TOO_MANY_ATTEMPTS(429, Code.RESOURCE_EXHAUSTED),
  TIMEOUT_INVALID(400, Code.INVALID_ARGUMENT),
  HTTP2_REQUIRED(426, Code.INVALID_ARGUMENT),
  RPC_UNKNOWN(404, Code.UNIMPLEMENTED),
  FRAME_INVALID(400, Code.INVALID_ARGUMENT),
  BODY_STREAMED(400, Code.INVALID_ARGUMENT),
  ENCODING_UNSUPPORTED(415, Code.UNIMPLEMENTED),
  DEPENDENCY_UNAVAILABLE(503, Code.UNAVAILABLE),
  BACKEND_FAILED(500, Code.INTERNAL),
  ANSWER_TOO_LARGE(500, Code.INTERNAL),
  REDIRECT_REFUSED(500, Code.INTERNAL),
  REQUEST_REFUSED(400, Code.INVALID_ARGUMENT),
  INTERNAL(500, Code.INTERNAL);

  private final int httpStatus;
  private final Code code;

  DoorReason(int httpStatus, Code code) {
    this.httpStatus = httpStatus;
    this.code = code;
  }

  int httpStatus() {
    return httpStatus;
  }

  Code code() {
    return code;
  }
}
