package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.document.Markup;
import java.util.List;

/// Tables of a report: the first column names the row, the others are numbers.
final class Tables {

  private final Markup page;

  Tables(Markup page) {
    this.page = page;
  }

  void open(String caption, List<String> columns) {
    page.open("div", "class", "wide", "role", "group", "tabindex", "0", "aria-label", caption);
    page.open("table");
    page.element("caption", caption);
    page.open("thead").open("tr");
    columns.forEach(column -> page.element("th", column, "scope", "col"));
    page.close().close().open("tbody");
  }

  void row(String name, List<String> values) {
    row("", name, values);
  }

  void sum(String name, List<String> values) {
    row("sum", name, values);
  }

  void close() {
    page.close().close().close();
  }

  private void row(String kind, String name, List<String> values) {
    page.open("tr", "class", kind);
    page.element("th", name, "scope", "row");
    values.forEach(value -> page.element("td", value));
    page.close();
  }
}
