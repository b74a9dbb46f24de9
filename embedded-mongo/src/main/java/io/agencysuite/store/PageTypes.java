package io.agencysuite.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How keys, documents and index entries lie in pages. */
final class PageTypes {

  static final BasicDataType<byte[]> BYTES = new BytesType();
  static final BasicDataType<Integer> LENGTH = new LengthType();

  private PageTypes() {}

  private static final class BytesType extends BasicDataType<byte[]> {

    private static final int ARRAY_OVERHEAD_BYTES = 24;

    @Override
    public int getMemory(byte[] bytes) {
      return bytes.length + ARRAY_OVERHEAD_BYTES;
    }

    @Override
    public void write(WriteBuffer out, byte[] bytes) {
      out.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public byte[] read(ByteBuffer in) {
      byte[] bytes = new byte[DataUtils.readVarInt(in)];
      in.get(bytes);
      return bytes;
    }

    @Override
    public byte[][] createStorage(int size) {
      return new byte[size][];
    }

    @Override
    public int compare(byte[] left, byte[] right) {
      return Arrays.compareUnsigned(left, right);
    }
  }

  private static final class LengthType extends BasicDataType<Integer> {

    @Override
    public int getMemory(Integer length) {
      return 8;
    }

    @Override
    public void write(WriteBuffer out, Integer length) {
      out.putVarInt(length);
    }

    @Override
    public Integer read(ByteBuffer in) {
      return DataUtils.readVarInt(in);
    }

    @Override
    public Integer[] createStorage(int size) {
      return new Integer[size];
    }

    @Override
    public int compare(Integer left, Integer right) {
      return Integer.compare(left, right);
    }
  }
}
