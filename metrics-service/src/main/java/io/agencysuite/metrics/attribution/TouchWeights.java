package io.agencysuite.metrics.attribution;

/// How the touches of a journey share one conversion, by their position alone. A touch's share is
/// its weight over the total; both are whole numbers, so that shares can be summed exactly.
public enum TouchWeights {
  /// All to the first touch.
  FIRST {
    @Override
    public long weight(int position, int length) {
      return position == 0 ? 1 : 0;
    }

    @Override
    public long total(int length) {
      return 1;
    }
  },

  /// All to the last touch.
  LAST {
    @Override
    public long weight(int position, int length) {
      return position == length - 1 ? 1 : 0;
    }

    @Override
    public long total(int length) {
      return 1;
    }
  },

  /// Equal shares.
  LINEAR {
    @Override
    public long weight(int position, int length) {
      return 1;
    }

    @Override
    public long total(int length) {
      return length;
    }
  },

  /// 40 % to the first, 40 % to the last, 20 % equally to those between; two share half and half.
  POSITION {
    @Override
    public long weight(int position, int length) {
      boolean end = position == 0 || position == length - 1;
      return end && length > 2 ? 2L * (length - 2) : 1;
    }

    @Override
    public long total(int length) {
      return length > 2 ? 5L * (length - 2) : length;
    }
  };

  /// The weight of a touch.
  ///
  /// @param position of the touch, from 0
  /// @param length touches of the journey, at least one
  public abstract long weight(int position, int length);

  /// The sum of the weights of a journey.
  public abstract long total(int length);
}
