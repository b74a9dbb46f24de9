package io.agencysuite.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A command line: words, and options that are pairs of `--name` and value.
record Arguments(List<String> words, Map<String, String> options) {

  static Arguments parse(String[] args, List<String> known) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        words.add(args[i]);
      } else if (!known.contains(args[i].substring(2)) || i + 1 == args.length) {
        throw new IllegalArgumentException(
            args[i] + ": (expected: one of " + known + " and its value)");
      } else {
        options.put(args[i].substring(2), args[++i]);
      }
    }
    return new Arguments(words, options);
  }

  String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }
}
