package io.agencysuite.crm.person;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns names into what they are found by: lower case, without accents, `ß` as `ss`, and umlauts
/// also written out.
final class SearchTerms {

  private static final int MOST = 40;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Punct}&&[^@.'-]]+");

  private SearchTerms() {}

  /// The terms of these names: each as a whole and each of its words.
  static Set<String> ofNames(List<String> names) {
    Set<String> terms = new LinkedHashSet<>();
    for (String name : names) {
      addAll(terms, folded(name));
      addAll(terms, folded(spelledOut(name)));
    }
    return terms;
  }

  /// What a query is compared as.
  static String folded(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT).replace("ß", "ss");
    String bare = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    return SPACES.matcher(bare).replaceAll(" ").strip();
  }

  private static String spelledOut(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue");
  }

  private static void addAll(Set<String> terms, String folded) {
    if (folded.isEmpty()) {
      return;
    }
    terms.add(folded);
    for (int i = folded.indexOf(' ');
        i >= 0 && terms.size() < MOST;
        i = folded.indexOf(' ', i + 1)) {
      terms.add(folded.substring(i + 1));
    }
  }
}
