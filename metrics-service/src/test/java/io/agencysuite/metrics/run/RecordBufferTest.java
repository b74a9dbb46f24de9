package io.agencysuite.metrics.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordBufferTest {

  private static final RecordShape SHAPE = new RecordShape(12, 8);

  private final SplittableRandom random = Seed.random("records");

  @Test
  void sortsRecordsAsUnsignedBytesAndKeepsTheFirstOfEqualOnesFirst() {
    for (int round = 0; round < 200; round++) {
      RecordBuffer buffer = new RecordBuffer(SHAPE);
      int count = random.nextInt(300);
      int different = 1 + random.nextInt(200);
      for (int i = 0; i < count; i++) {
        int at = buffer.add();
        buffer.putLong(at, random.nextInt(different) * 0x9E37_79B9_7F4A_7C15L);
        buffer.putInt(at + 8, random.nextInt(3) - 1);
      }
      List<Integer> expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer i) -> record(buffer, i), Arrays::compareUnsigned))
              .toList();

      assertThat(Arrays.stream(buffer.order()).boxed().toList()).isEqualTo(expected);
      byte[] sorted = buffer.sorted();
      List<byte[]> distinct =
          IntStream.range(0, sorted.length / SHAPE.width())
              .mapToObj(i -> Arrays.copyOfRange(sorted, i * SHAPE.width(), (i + 1) * SHAPE.width()))
              .toList();
      assertThat(distinct)
          .usingElementComparator(Arrays::compareUnsigned)
          .isSortedAccordingTo(Arrays::compareUnsigned)
          .doesNotHaveDuplicates()
          .containsAll(expected.stream().map(i -> record(buffer, i)).toList());
    }
  }

  @Test
  void tableRemembersEveryNumber() {
    Map<Long, Integer> expected = new HashMap<>();
    LongTable<int[]> table = new LongTable<>();
    for (int i = 0; i < 20_000; i++) {
      long key = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(2_000) - 1_000;
      expected.merge(key, 1, Integer::sum);
      table.computeIfAbsent(key, k -> new int[1])[0]++;
    }
    Map<Long, Integer> found = new HashMap<>();
    table.forEach((key, value) -> found.put(key, value[0]));

    assertThat(found).isEqualTo(expected);
    assertThat(table.size()).isEqualTo(expected.size());
  }

  private static byte[] record(RecordBuffer buffer, int index) {
    return Arrays.copyOfRange(buffer.bytes(), index * SHAPE.width(), (index + 1) * SHAPE.width());
  }
}
