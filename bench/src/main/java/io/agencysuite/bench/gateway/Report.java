package io.agencysuite.bench.gateway;

import io.agencysuite.bench.process.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The Markdown that is printed and kept. */
final class Report {
  private final Map<Shape, Map<Side.Name, List<Side.Run>>> runs;
  private final StringBuilder text = new StringBuilder();

  Report(Map<Shape, Map<Side.Name, List<Side.Run>>> runs) {
    this.runs = runs;
  }

  String text(String intro) {
    text.append("# The gateway beside others\n\n").append(intro).append('\n');
    text.append("## Ratios\n\nOurs against theirs, round by round: median [interval].\n\n");
    text.append("| shape | req/s against WebMVC | against WebFlux | against Armeria |");
    text.append(" p99 against WebMVC | against WebFlux |\n|---|--:|--:|--:|--:|--:|\n");
    for (Shape shape : runs.keySet()) {
      text.append("| ").append(shape.shown());
      ratio(shape, Side.Name.WEBMVC, Side.Run::perSecond);
      ratio(shape, Side.Name.WEBFLUX, Side.Run::perSecond);
      ratio(shape, Side.Name.ARMERIA, Side.Run::perSecond);
      ratio(shape, Side.Name.WEBMVC, Side.Run::p99);
      ratio(shape, Side.Name.WEBFLUX, Side.Run::p99);
      text.append(" |\n");
    }
    runs.forEach(this::table);
    runs.forEach(this::rounds);
    return text.toString();
  }

  private void ratio(Shape shape, Side.Name other, ToDoubleFunction<Side.Run> figure) {
    List<Side.Run> ours = of(shape, Side.Name.GATEWAY);
    List<Side.Run> theirs = of(shape, other);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
    }
    if (ratios.isEmpty()) {
      text.append(" | -");
      return;
    }
    Figures all = Figures.of(ratios);
    text.append(
        String.format(Locale.ROOT, " | %.2f [%.2f..%.2f]", all.median(), all.low(), all.high()));
  }

  private List<Side.Run> of(Shape shape, Side.Name name) {
    return runs.getOrDefault(shape, Map.of()).getOrDefault(name, List.of());
  }

  private void table(Shape shape, Map<Side.Name, List<Side.Run>> sides) {
    text.append("\n## ").append(shape.shown()).append(", medians\n\n");
    text.append("| way | req/s | p50 ms | p99 ms | CPU µs per request: door | service | load |");
    text.append(" KB allocated in the door |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
    sides.forEach((name, list) ->
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %.0f | %.0f | %.0f | %.1f |%n",
                name.shown(),
                median(list, Side.Run::perSecond),
                median(list, Side.Run::p50),
                median(list, Side.Run::p99),
                median(list, Side.Run::doorMicros),
                median(list, Side.Run::serviceMicros),
                median(list, Side.Run::loadMicros),
                median(list, Side.Run::doorBytes) / 1_024)));
  }

  private void rounds(Shape shape, Map<Side.Name, List<Side.Run>> sides) {
    text.append("\n## ").append(shape.shown()).append(", every round: req/s (p50, p99 ms)\n\n");
    int count = sides.values().stream().mapToInt(Collection::size).max().orElse(0);
    text.append("| way |");
    for (int i = 1; i <= count; i++) {
      text.append(' ').append(i).append(" |");
    }
    text.append("\n|---|").append("--:|".repeat(count)).append('\n');
    sides.forEach((name, list) -> {
      text.append("| ").append(name.shown()).append(" |");
      for (Side.Run run : list) {
        text.append(
            String.format(
                Locale.ROOT, " %,.0f (%.1f, %.1f) |", run.perSecond(), run.p50(), run.p99()));
      }
      text.append('\n');
    });
  }

  private static double median(List<Side.Run> list, ToDoubleFunction<Side.Run> figure) {
    return Figures.of(list.stream().map(run -> figure.applyAsDouble(run)).toList()).median();
  }
}
