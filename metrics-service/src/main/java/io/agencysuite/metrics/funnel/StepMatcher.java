package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.apply.SubjectBook;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Tells which steps of a funnel something fits: bit 0 is the first step.
final class StepMatcher {

  private final List<Step> steps;
  private final List<BitSet> subjects = new ArrayList<>();
  private final List<BitSet> tuples = new ArrayList<>();
  private final Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);

  StepMatcher(List<Step> steps, SubjectBook subjectBook, TupleBook tupleBook) {
    this.steps = steps;
    for (Step step : steps) {
      subjects.add(subjectsOf(step, subjectBook.subjects()));
      tuples.add(tuplesOf(step.place(), tupleBook));
      kinds.add(step.kind());
    }
  }

  /// True if a step of the funnel is of this kind; a first order is an order.
  boolean concerns(Step.Kind kind) {
    return kinds.contains(kind)
        || (kind == Step.Kind.ORDER && kinds.contains(Step.Kind.FIRST_ORDER));
  }

  /// The steps that an event fits.
  int event(Step.Kind kind, int subject, int tuple) {
    int fits = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind() == kind
          && subjects.get(i).get(subject)
          && (kind != Step.Kind.VISIT || tuples.get(i).get(tuple))) {
        fits |= 1 << i;
      }
    }
    return fits;
  }

  /// The steps that are any lead, order, or first order.
  int fact(Step.Kind kind) {
    int fits = 0;
    for (int i = 0; i < steps.size(); i++) {
      fits |= steps.get(i).kind() == kind ? 1 << i : 0;
    }
    return fits;
  }

  /// Numbers of the tuples that fit; those beyond the limit fit only where nothing is asked for.
  static BitSet tuplesOf(Tuple place, TupleBook book) {
    BitSet fit = new BitSet();
    fit.set(TupleBook.OTHER, place.equals(Tuple.DIRECT));
    for (int number = 1; number <= book.size(); number++) {
      Tuple tuple = book.tuple(number);
      fit.set(
          number,
          fits(place.channel(), tuple.channel())
              && fits(place.campaign(), tuple.campaign())
              && fits(place.post(), tuple.post()));
    }
    return fit;
  }

  private static BitSet subjectsOf(Step step, List<SubjectBook.Subject> book) {
    BitSet fit = new BitSet();
    boolean custom = step.kind() == Step.Kind.CUSTOM;
    fit.set(SubjectBook.NONE, !custom && step.isAnyPage());
    for (int i = 0; i < book.size(); i++) {
      SubjectBook.Subject subject = book.get(i);
      boolean isName = subject.kind() == SubjectBook.Kind.NAME;
      fit.set(
          i + 1,
          isName == custom
              && (custom
                  ? subject.text().equals(step.name())
                  : fits(step.path(), subject.text())
                      && subject.text().startsWith(step.pathPrefix())));
    }
    return fit;
  }

  private static boolean fits(String wanted, String said) {
    return wanted.isEmpty() || wanted.equals(said);
  }
}
