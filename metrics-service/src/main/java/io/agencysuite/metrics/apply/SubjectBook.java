package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a client's pages and custom events. A number never changes its meaning. When the
/// book is full, what is new has the number [#NONE].
public final class SubjectBook {

  /// No page is known, or the book was full.
  public static final int NONE = 0;

  /// Most subjects that get a number of their own.
  public static final int LIMIT = 2_000;

  /// What a subject is. The codes are stored and never change.
  public enum Kind {
    PATH(0),
    NAME(1);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /// A page or a custom event.
  public record Subject(Kind kind, String text) {}

  private final List<Subject> subjects = new ArrayList<>();
  private final Map<Subject, Integer> numbers = new HashMap<>();

  private SubjectBook() {}

  /// Id of a client's book.
  public static String id(String tenant, String client) {
    return tenant + '/' + client + "/subjects/all";
  }

  public static SubjectBook decode(byte @Nullable [] bytes) {
    SubjectBook book = new SubjectBook();
    if (bytes != null) {
      WireReader in = new WireReader(bytes);
      while (in.hasMore()) {
        book.write(new Subject(in.number() == Kind.PATH.code ? Kind.PATH : Kind.NAME, in.text()));
      }
    }
    return book;
  }

  /// Puts new subjects behind those that are stored.
  public static byte[] merge(byte @Nullable [] current, byte[] delta) {
    return current == null
        ? delta
        : new Wire(current.length + delta.length).raw(current).raw(delta).toBytes();
  }

  /// The subjects from this one on, to be put behind those before.
  byte[] encodeFrom(int first) {
    Wire out = new Wire(64 * (subjects.size() - first));
    for (Subject subject : subjects.subList(first, subjects.size())) {
      out.number(subject.kind().code).text(subject.text());
    }
    return out.toBytes();
  }

  /// The number; a new one gets the next as long as there are any.
  int number(Kind kind, String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    Subject subject = new Subject(kind, text);
    Integer known = numbers.get(subject);
    if (known != null) {
      return known;
    }
    return isFull() ? NONE : write(subject);
  }

  /// All subjects; the first has the number 1.
  public List<Subject> subjects() {
    return List.copyOf(subjects);
  }

  public int size() {
    return subjects.size();
  }

  /// True once something may have gone without a number.
  public boolean isFull() {
    return subjects.size() >= LIMIT;
  }

  private int write(Subject subject) {
    subjects.add(subject);
    numbers.put(subject, subjects.size());
    return subjects.size();
  }
}
