package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {

  @Test
  void returnsSegmentsAsTheyWere() {
    SplittableRandom random = Seed.random("segments");
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] payload = new byte[random.nextInt(300)];
      random.nextBytes(payload);
      EntryKind kind = EntryKind.of(1 + random.nextInt(3));
      entries.add(new Entry(kind, "t" + random.nextInt(3), "c" + random.nextInt(3), payload));
    }

    assertThat(SegmentCodec.decode(SegmentCodec.encode(entries))).isEqualTo(entries);
  }

  @Test
  void returnsPlansAsTheyWere() {
    BitSet dropped = new BitSet();
    dropped.set(3);
    dropped.set(70);
    Plan plan =
        new Plan(
            7,
            12,
            List.of(60, 0, 30),
            LocalDate.of(2026, 11, 23),
            dropped,
            List.of(
                Op.put(Ledger.FACTS, "t/c/order/1", "t/mia.7", new byte[] {1, 2}),
                Op.merge(Ledger.BUCKETS, "t/c/bucket/2026-11.00001.", new byte[] {3})));

    Plan read = Plan.decode(7, 12, plan.encode());

    assertThat(read).isEqualTo(plan);
    assertThat(read.last()).isEqualTo(14);
    assertThat(read.dropped(12).stream()).containsExactly(3);
    assertThat(read.dropped(13).stream()).isEmpty();
    assertThat(read.dropped(14).stream()).containsExactly(10);
  }

  @Test
  void readsPlansOfOneSegmentAsTheyWereStoredBefore() {
    BitSet dropped = new BitSet();
    dropped.set(2);
    Wire stored = new Wire(64).number(1).number(20_000).bytes(dropped.toByteArray()).number(0);

    Plan read = Plan.decode(7, 12, Packing.pack(stored));

    assertThat(read.last()).isEqualTo(12);
    assertThat(read.knownDay()).isEqualTo(LocalDate.ofEpochDay(20_000));
    assertThat(read.dropped(12)).isEqualTo(dropped);
  }

  @Test
  void returnsNumbersOfAnySize() {
    for (long value : new long[] {0, 1, -1, 127, 128, Long.MAX_VALUE, Long.MIN_VALUE, -128}) {
      WireReader in =
          new WireReader(new Wire(0).number(value).signed(value).fixed(value).toBytes());
      assertThat(in.number()).isEqualTo(value);
      assertThat(in.signed()).isEqualTo(value);
      assertThat(in.fixed()).isEqualTo(value);
    }
  }
}
