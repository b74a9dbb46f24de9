package io.agencysuite.metrics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TupleBookTest {

  @Test
  void givesNumbersUntilItIsFull() {
    TupleBook book = new TupleBook(2);

    assertThat(book.number(new Tuple("a", "", ""))).isEqualTo(1);
    assertThat(book.number(new Tuple("b", "x", "p"))).isEqualTo(2);
    assertThat(book.overflowed()).isFalse();
    assertThat(book.number(new Tuple("c", "", ""))).isEqualTo(TupleBook.OTHER);
    assertThat(book.number(new Tuple("a", "", ""))).isEqualTo(1);
    assertThat(book.overflowed()).isTrue();
  }

  @Test
  void returnsFromTheStoreAsItWas() {
    TupleBook book = new TupleBook(2);
    book.number(new Tuple("a", "", ""));
    book.number(new Tuple("b", "x", "p"));
    book.number(new Tuple("c", "", ""));

    TupleBook read = TupleBook.decode(book.encode(), 2);

    assertThat(read.tuple(2)).isEqualTo(new Tuple("b", "x", "p"));
    assertThat(read.number(new Tuple("b", "x", "p"))).isEqualTo(2);
    assertThat(read.overflowed()).isTrue();
  }
}
