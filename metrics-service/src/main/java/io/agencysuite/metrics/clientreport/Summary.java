package io.agencysuite.metrics.clientreport;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what happened, by rules. A sentence stands only where the figures carry it; what may be
/// chance is called that, and what is not known as well.
final class Summary {

  /// Below this share of known journeys, rules that share out credit say little.
  private static final double ENOUGH_JOURNEYS = 0.5;

  /// How many standard deviations a difference of counts has to have to be more than chance.
  private static final double SIGNIFICANT = 1.96;

  private static final String LITTLE = "TOO_LITTLE_DATA";
  private static final String ZERO = "WORTH_ZERO_WITHIN_ERROR";
  private static final String WORTH = "WORTH";

  private final Content content;
  private final Words words;
  private final YearMonth month;
  private final List<String> sentences = new ArrayList<>();

  private Summary(Content content, Words words) {
    this.content = content;
    this.words = words;
    this.month = YearMonth.from(content.from());
  }

  static List<String> of(Content content, Words words) {
    Summary summary = new Summary(content, words);
    if (content.totals().stream().allMatch(Figure::isZero)) {
      summary.say("say.none", words.month(summary.month), content.client());
      return summary.sentences;
    }
    summary.revenue();
    summary.conversions();
    summary.visits();
    summary.channels();
    summary.credits();
    summary.worths();
    return summary.sentences;
  }

  private void revenue() {
    Figure revenue = content.total(Measure.NET_REVENUE);
    String value = money(revenue.value());
    Long before = revenue.previousMonth();
    if (before == null) {
      say("say.revenue", words.month(month), value);
    } else {
      long more = revenue.value() - before;
      String than = words.month(month.minusMonths(1));
      if (before <= 0) {
        say("say.revenue.from", words.month(month), value, than, money(before));
      } else {
        say(
            "say.revenue." + (more > 0 ? "more" : more < 0 ? "less" : "same"),
            words.month(month),
            value,
            money(Math.abs(more)),
            words.percent(Math.abs((double) more / before)),
            than);
      }
    }
    Long year = revenue.previousYear();
    if (year != null && year > 0 && year != revenue.value()) {
      long more = revenue.value() - year;
      say(
          more > 0 ? "say.year.more" : "say.year.less",
          words.month(month.minusYears(1)),
          money(Math.abs(more)),
          words.percent(Math.abs((double) more / year)));
    }
  }

  private void conversions() {
    long orders = content.total(Measure.ORDERS).value();
    long leads = content.total(Measure.LEADS).value();
    say("say.conversions", words.text("n.orders", orders), words.text("n.leads", leads), orders);
    chance(Measure.ORDERS);
    chance(Measure.LEADS);
  }

  /// Both counts vary by chance with about their square root.
  private void chance(Measure measure) {
    Figure figure = content.total(measure);
    Long before = figure.previousMonth();
    if (before == null || before == figure.value()) {
      return;
    }
    double deviation = Math.sqrt((double) before + figure.value());
    boolean more = Math.abs(figure.value() - before) > SIGNIFICANT * deviation;
    say(
        (more ? "say.real." : "say.chance.") + measure,
        words.count(figure.value()),
        words.count(before));
  }

  private void visits() {
    Figure visits = content.total(Measure.VISITS);
    String count = words.count(visits.value());
    Long before = visits.previousMonth();
    long more = before == null ? 0 : visits.value() - before;
    if (more == 0) {
      say("say.visits", visits.value(), count);
    } else {
      say(
          more > 0 ? "say.visits.more" : "say.visits.less",
          visits.value(),
          count,
          words.count(Math.abs(more)));
    }
    say("say.posts", words.text("n.posts", content.total(Measure.POSTS).value()));
    if (content.total(Measure.AD_COST).value() > 0) {
      say("say.cost", money(content.total(Measure.AD_COST).value()));
    }
  }

  private void channels() {
    long total = content.total(Measure.NET_REVENUE).value();
    if (total <= 0) {
      return;
    }
    List<Content.Channel> earning =
        content.channels().stream()
            .filter(channel -> channel.figure(Measure.NET_REVENUE).value() > 0)
            .filter(channel -> !isDirect(channel.place()))
            .limit(2)
            .toList();
    if (earning.size() == 1) {
      say("say.channel", brought(earning.getFirst(), total));
    } else if (earning.size() == 2) {
      List<Object> both = new ArrayList<>(List.of(brought(earning.get(0), total)));
      both.addAll(List.of(brought(earning.get(1), total)));
      say("say.channels", both.toArray());
    }
    content.channels().stream()
        .filter(channel -> isDirect(channel.place()))
        .filter(channel -> channel.figure(Measure.NET_REVENUE).value() > 0)
        .findFirst()
        .ifPresent(direct -> {
          Object[] said = brought(direct, total);
          say("say.direct", said[1], said[2]);
        });
    changes();
  }

  private void changes() {
    List<Content.Channel> moved =
        content.channels().stream()
            .filter(channel -> !isDirect(channel.place()) && !channel.place().other())
            .filter(channel -> gain(channel) != 0)
            .sorted(Comparator.comparingLong(Summary::gain))
            .toList();
    if (moved.isEmpty()) {
      return;
    }
    Content.Channel gained = moved.getLast();
    if (gain(gained) > 0) {
      say("say.gain", gained.place().name(), money(gain(gained)));
    }
    Content.Channel lost = moved.getFirst();
    if (gain(lost) < 0) {
      say("say.loss", lost.place().name(), money(-gain(lost)));
    }
  }

  private void credits() {
    Content.Credits credits = content.credits();
    if (credits.orders() == 0) {
      return;
    }
    if (credits.withJourney() < credits.orders() * ENOUGH_JOURNEYS) {
      say("say.credit.few", words.count(credits.withJourney()), words.count(credits.orders()));
      return;
    }
    Content.@Nullable Credit first = leading(Comparator.comparingLong(Content.Credit::first));
    Content.@Nullable Credit last = leading(Comparator.comparingLong(Content.Credit::last));
    if (first != null && last != null && !first.place().equals(last.place())) {
      say("say.credit.differ", name(first.place()), name(last.place()));
    }
  }

  private void worths() {
    if (content.worths().stream().allMatch(worth -> worth.verdict().equals(LITTLE))) {
      if (!content.worths().isEmpty()) {
        say("say.worth.little");
      }
      return;
    }
    content.worths().stream()
        .filter(worth -> worth.verdict().startsWith(WORTH) && !worth.verdict().equals(ZERO))
        .forEach(worth -> sentences.add(worth.text()));
    String nothing =
        content.worths().stream()
            .filter(worth -> worth.verdict().equals(ZERO))
            .map(worth -> words.text("worth." + worth.metric()))
            .collect(Collectors.joining(", "));
    if (!nothing.isEmpty()) {
      say("say.worth.zero", nothing);
    }
  }

  private Content.@Nullable Credit leading(Comparator<Content.Credit> by) {
    return content.credits().rows().stream().max(by).orElse(null);
  }

  private Object[] brought(Content.Channel channel, long total) {
    long value = channel.figure(Measure.NET_REVENUE).value();
    return new Object[] {
      name(channel.place()), money(value), words.percent((double) value / total)
    };
  }

  private String name(Content.Place place) {
    return name(place, words);
  }

  /// The name of a place, as tables and sentences write it.
  static String name(Content.Place place, Words words) {
    if (place.other()) {
      return words.text("place.other");
    }
    return place.id().isEmpty() ? words.text("place.direct") : place.name();
  }

  private static boolean isDirect(Content.Place place) {
    return place.id().isEmpty() && !place.other();
  }

  private static long gain(Content.Channel channel) {
    Figure revenue = channel.figure(Measure.NET_REVENUE);
    return revenue.previousMonth() == null ? 0 : revenue.value() - revenue.previousMonth();
  }

  private String money(long minorUnits) {
    return words.money(minorUnits, content.currency());
  }

  private void say(String key, Object... arguments) {
    sentences.add(words.text(key, arguments));
  }
}
