package io.agencysuite.crm.user;

import com.google.protobuf.FieldMask;
import io.agencysuite.crm.contact.EmailSyntax;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;

/// Users and grants on the wire.
public final class UserMessages {

  private UserMessages() {}

  public static io.agencysuite.crm.v1.User to(Stored<User> stored) {
    return to(stored.value()).toBuilder()
        .setName("users/" + stored.key().id())
        .setEtag(stored.etag())
        .build();
  }

  static io.agencysuite.crm.v1.User to(User user) {
    return io.agencysuite.crm.v1.User.newBuilder()
        .setEmail(user.email())
        .setDisplayName(user.displayName())
        .setLanguageCode(user.languageCode())
        .setState(
            switch (user.state()) {
              case ACTIVE -> io.agencysuite.crm.v1.User.State.ACTIVE;
              case DISABLED -> io.agencysuite.crm.v1.User.State.DISABLED;
            })
        .setPasswordVersion(user.passwordVersion())
        .setPasswordSet(!user.passwordHash().isEmpty())
        .setCreateTime(MomentMessages.to(user.createTime()))
        .setUpdateTime(MomentMessages.to(user.updateTime()))
        .build();
  }

  /// A new user.
  ///
  /// @param field proto path of the address, for the error
  /// @param passwordHash empty for none
  public static User from(
      String field, io.agencysuite.crm.v1.User message, String passwordHash, Instant now) {
    return new User(
        EmailSyntax.require(field, message.getEmail()),
        "",
        message.getDisplayName().strip(),
        message.getLanguageCode().isEmpty() ? "en" : message.getLanguageCode(),
        User.State.ACTIVE,
        passwordHash,
        0,
        now,
        now);
  }

  /// The user with the fields of the mask taken from the message.
  static User changed(User current, io.agencysuite.crm.v1.User sent, FieldMask mask, Instant now) {
    io.agencysuite.crm.v1.User next = MaskedUpdate.apply(to(current), sent, mask);
    return current.changedTo(from("user.email", next, current.passwordHash(), now), now);
  }

  static io.agencysuite.crm.v1.Grant toGrant(Stored<Grant> stored) {
    return toGrant(stored.value()).toBuilder().setName("grants/" + stored.key().id()).build();
  }

  static io.agencysuite.crm.v1.Grant toGrant(Grant grant) {
    return io.agencysuite.crm.v1.Grant.newBuilder()
        .setUser("users/" + grant.user())
        .setClient("clients/" + grant.client())
        .setRole(io.agencysuite.common.v1.Role.valueOf(grant.role().name()))
        .setCreateTime(MomentMessages.to(grant.createTime()))
        .build();
  }

  static Grant fromGrant(io.agencysuite.crm.v1.Grant message, Instant now) {
    return new Grant(
        message.getUser().substring("users/".length()),
        message.getClient().substring("clients/".length()),
        Role.valueOf(message.getRole().name()),
        now,
        false);
  }
}
