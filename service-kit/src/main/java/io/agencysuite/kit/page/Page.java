package io.agencysuite.kit.page;

import java.util.List;
import java.util.function.Function;

/// One page of a list.
///
/// @param nextToken empty on the last page
public record Page<T>(List<T> items, String nextToken) {

  public Page {
    items = List.copyOf(items);
  }

  /// Cuts a page out of up to `request.size() + 1` items.
  public static <T> Page<T> cut(
      List<T> found, PageRequest request, Function<T, List<String>> position) {
    if (found.size() <= request.size()) {
      return new Page<>(found, "");
    }
    List<T> items = found.subList(0, request.size());
    return new Page<>(items, request.token(position.apply(items.getLast())));
  }

  public <R> Page<R> map(Function<T, R> function) {
    return new Page<>(items.stream().map(function).toList(), nextToken);
  }
}
