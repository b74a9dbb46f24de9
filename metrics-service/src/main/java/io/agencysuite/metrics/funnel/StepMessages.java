package io.agencysuite.metrics.funnel;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.ingest.PagePath;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.v1.FunnelStep;

/// Steps from the wire.
final class StepMessages {

  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_NAME = 64;

  private StepMessages() {}

  /// @param field name of the field in errors, for example `steps[0]`
  /// @throws InvalidArgument if it says what its kind does not have
  static Step step(String field, FunnelStep step) {
    Step.Kind kind = kind(field, step.getKind());
    boolean paged =
        kind == Step.Kind.VISIT || kind == Step.Kind.PAGE_VIEW || kind == Step.Kind.FORM_SUBMIT;
    require(paged, field + ".path", step.getPath(), "nothing for " + kind);
    require(paged, field + ".path_prefix", step.getPathPrefix(), "nothing for " + kind);
    path(field + ".path", step.getPath());
    path(field + ".path_prefix", step.getPathPrefix());
    require(
        step.getPath().isEmpty(), field + ".path_prefix", step.getPathPrefix(), "not beside path");
    boolean visit = kind == Step.Kind.VISIT;
    require(visit, field + ".channel", step.getChannel(), "nothing for " + kind);
    require(visit, field + ".campaign", step.getCampaign(), "nothing for " + kind);
    require(visit, field + ".post", step.getPost(), "nothing for " + kind);
    PlaceIds.require(field + '.', step.getChannel(), step.getCampaign(), step.getPost());
    String name = step.getEventName();
    boolean custom = kind == Step.Kind.CUSTOM;
    if (custom == name.isEmpty() || name.length() > LONGEST_NAME) {
      throw InvalidArgument.field(
          field + ".event_name",
          name,
          custom ? "a name of 1 to " + LONGEST_NAME + " characters" : "nothing for " + kind);
    }
    return new Step(
        kind,
        PagePath.of(step.getPath()),
        step.getPathPrefix(),
        name,
        new Tuple(step.getChannel(), step.getCampaign(), step.getPost()));
  }

  private static void path(String field, String path) {
    boolean valid =
        path.isEmpty()
            || (path.startsWith("/")
                && path.length() <= LONGEST_PATH
                && path.indexOf('?') < 0
                && path.indexOf('#') < 0);
    if (!valid) {
      throw InvalidArgument.field(
          field,
          path,
          "a path as /pricing, up to " + LONGEST_PATH + " characters, without query and fragment");
    }
  }

  private static void require(boolean allowed, String field, String value, String expected) {
    if (!allowed && !value.isEmpty()) {
      throw InvalidArgument.field(field, value, expected);
    }
  }

  private static Step.Kind kind(String field, FunnelStep.Kind kind) {
    return switch (kind) {
      case VISIT -> Step.Kind.VISIT;
      case PAGE_VIEW -> Step.Kind.PAGE_VIEW;
      case CUSTOM -> Step.Kind.CUSTOM;
      case FORM_SUBMIT -> Step.Kind.FORM_SUBMIT;
      case LEAD -> Step.Kind.LEAD;
      case ORDER -> Step.Kind.ORDER;
      case FIRST_ORDER -> Step.Kind.FIRST_ORDER;
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw InvalidArgument.field(
              field + ".kind",
              kind,
              "VISIT, PAGE_VIEW, CUSTOM, FORM_SUBMIT, LEAD, ORDER or FIRST_ORDER");
    };
  }
}
