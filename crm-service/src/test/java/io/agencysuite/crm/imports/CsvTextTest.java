package io.agencysuite.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTextTest {

  @Test
  void findsWhatSeparatesTheColumns() {
    assertThat(CsvText.separatorOf("Vorname;Nachname, Titel;E-Mail\nA;B;C")).isEqualTo(";");
    assertThat(CsvText.separatorOf("name,\"a;b;c;d\",mail\n")).isEqualTo(",");
    assertThat(CsvText.separatorOf("name\tmail")).isEqualTo("\t");
    assertThat(CsvText.separatorOf("mail")).isEqualTo(",");
    assertThat(CsvText.separatorOf("")).isEqualTo(",");
  }
}
