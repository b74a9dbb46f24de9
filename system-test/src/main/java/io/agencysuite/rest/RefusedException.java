package io.agencysuite.rest;

/// The suite answered with another status than a success.
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int BODY_MAX = 2000;

  private final transient Answer answer;

  RefusedException(Answer answer) {
    super(
        "%s answered %d: %s"
            .formatted(
                answer.request(),
                answer.status(),
                answer.body().substring(0, Math.min(BODY_MAX, answer.body().length()))));
    this.answer = answer;
  }

  public Answer answer() {
    return answer;
  }
}
