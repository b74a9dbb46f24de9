package io.agencysuite.gateway.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import org.jspecify.annotations.Nullable;

/// What an RPC's options say to the door.
///
/// @param cacheControl the header of its answers
/// @param page its answers are pages for people
public record RpcAccess(
    Kind kind,
    boolean callerContext,
    @Nullable FieldDescriptor redirect,
    String cacheControl,
    boolean page) {

  /// Weak, because each door of a process brings descriptors of its own.
  private static final Cache<MethodDescriptor, RpcAccess> KNOWN =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().weakValues().build();

  /// Who may come in. The services check roles themselves.
  public enum Kind {
    PUBLIC,
    OPERATOR,
    INTERNAL,
    ROLES,
    UNDECLARED
  }

  /// What the options say, read once; a redirect field has to be a string of the answer.
  public static RpcAccess of(MethodDescriptor rpc) {
    return KNOWN.get(rpc, RpcAccess::read);
  }

  private static RpcAccess read(MethodDescriptor rpc) {
    Access access = rpc.getOptions().getExtension(AccessProto.access);
    return new RpcAccess(
        kind(access),
        access.getCallerContext(),
        redirect(rpc),
        cacheControl(rpc),
        rpc.getOptions().getExtension(AccessProto.page));
  }

  private static Kind kind(Access access) {
    if (access.getInternal()) {
      return Kind.INTERNAL;
    }
    if (access.getOperator()) {
      return Kind.OPERATOR;
    }
    if (access.getPublicAccess()) {
      return Kind.PUBLIC;
    }
    return access.getRolesCount() > 0 ? Kind.ROLES : Kind.UNDECLARED;
  }

  private static String cacheControl(MethodDescriptor rpc) {
    int seconds = rpc.getOptions().getExtension(AccessProto.cacheSeconds);
    return seconds > 0 ? "public, max-age=" + seconds : "no-store";
  }

  private static @Nullable FieldDescriptor redirect(MethodDescriptor rpc) {
    String name = rpc.getOptions().getExtension(AccessProto.redirectField);
    if (name.isEmpty()) {
      return null;
    }
    FieldDescriptor field = rpc.getOutputType().findFieldByName(name);
    if (field == null || field.getJavaType() != FieldDescriptor.JavaType.STRING) {
      throw new IllegalStateException(
          rpc.getFullName() + ": redirect_field: " + name + " (expected: a string of the answer)");
    }
    return field;
  }
}
