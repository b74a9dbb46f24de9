package io.agencysuite.planning.settings;

/// The agency's decisions.
public record Policy(OwnPostApproval ownPostApproval) {

  /// What holds until the agency decides.
  public static final Policy DEFAULT = new Policy(OwnPostApproval.FORBIDDEN);

  /// Who may approve a post that they wrote or submitted.
  public enum OwnPostApproval {
    FORBIDDEN,
    OWNERS
  }
}
