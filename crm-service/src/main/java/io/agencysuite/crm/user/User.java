package io.agencysuite.crm.user;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.Instant;

/// A person who works with the suite.
///
/// @param email normalised; unique over the installation
/// @param claimingEmail address that a change under way wants; empty otherwise
/// @param passwordHash empty while no password is set
/// @param passwordVersion grows with every new password
public record User(
    String email,
    String claimingEmail,
    String displayName,
    String languageCode,
    State state,
    String passwordHash,
    long passwordVersion,
    Instant createTime,
    Instant updateTime) {

  /// Lifecycle of a user.
  public enum State {
    ACTIVE,
    DISABLED
  }

  public User {
    if (displayName.isBlank() || displayName.length() > 200) {
      throw InvalidArgument.field("display_name", "'" + displayName + "'", "1..200 characters");
    }
  }

  User changedTo(User next, Instant now) {
    User changed =
        new User(
            next.email,
            "",
            next.displayName,
            next.languageCode,
            state,
            passwordHash,
            passwordVersion,
            createTime,
            updateTime);
    return changed.equals(this) ? this : changed.at(now);
  }

  User claiming(String wanted) {
    return new User(
        email,
        wanted,
        displayName,
        languageCode,
        state,
        passwordHash,
        passwordVersion,
        createTime,
        updateTime);
  }

  User disabled(Instant now) {
    if (state == State.DISABLED) {
      return this;
    }
    return new User(
        email,
        claimingEmail,
        displayName,
        languageCode,
        State.DISABLED,
        passwordHash,
        passwordVersion,
        createTime,
        now);
  }

  User withPassword(String hash, Instant now) {
    return withHash(hash, passwordVersion + 1, now);
  }

  /// The same password, hashed at today's cost.
  User rehashed(String old, String hash) {
    return passwordHash.equals(old) ? withHash(hash, passwordVersion, updateTime) : this;
  }

  private User withHash(String hash, long version, Instant changed) {
    return new User(
        email, claimingEmail, displayName, languageCode, state, hash, version, createTime, changed);
  }

  private User at(Instant now) {
    return withHash(passwordHash, passwordVersion, now);
  }

  /// Names nobody: a user may end up in a log by accident.
  @Override
  public String toString() {
    return "User[" + state + "]";
  }
}
