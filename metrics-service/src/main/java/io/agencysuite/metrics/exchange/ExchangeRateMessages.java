package io.agencysuite.metrics.exchange;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.money.Currencies;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.keyed.Days;
import io.agencysuite.metrics.keyed.KeyedId;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.state.Arrival;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import io.agencysuite.metrics.v1.ExchangeRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Exchange rates to and from the wire and the streams.
public final class ExchangeRateMessages {

  private ExchangeRateMessages() {}

  static List<DatedRate> fromProto(List<ExchangeRate> batch, Instant now) {
    List<DatedRate> read = new ArrayList<>();
    for (ExchangeRate one : batch) {
      read.add(fromProto("exchange_rates[" + read.size() + "].", one, now));
    }
    return read;
  }

  static DatedRate fromProto(String path, ExchangeRate rate, Instant now) {
    Days.requirePlanned(path + "rate_date", rate.getRateDate(), now);
    Currencies.require(path + "from_currency", rate.getFromCurrency());
    Currencies.require(path + "to_currency", rate.getToCurrency());
    if (rate.getFromCurrency().equals(rate.getToCurrency())) {
      throw refused(path + "to_currency", rate.getToCurrency(), "another than from_currency");
    }
    if (new BigDecimal(rate.getRate()).signum() == 0) {
      throw refused(path + "rate", rate.getRate(), "above 0");
    }
    return new DatedRate(
        DatedRate.key(rate.getFromCurrency(), rate.getToCurrency(), rate.getRateDate()),
        rate.getRateDate(),
        rate.getFromCurrency(),
        rate.getToCurrency(),
        rate.getRate(),
        rate.getSource(),
        Source.NONE,
        false,
        now,
        now);
  }

  private static InvalidArgument refused(String field, String value, String expected) {
    return InvalidArgument.of(
        List.of(new FieldViolation(field, value + " (expected: " + expected + ")")));
  }

  static ExchangeRate toProto(Stored<DatedRate> stored) {
    DatedRate rate = stored.value();
    return ExchangeRate.newBuilder()
        .setFromCurrency(rate.fromCurrency())
        .setToCurrency(rate.toCurrency())
        .setRateDate(rate.day())
        .setRate(rate.rate())
        .setSource(rate.publisher())
        .setName("clients/" + stored.key().client() + "/exchangeRates/" + stored.key().id())
        .setCreateTime(TimeMessages.timestamp(rate.createTime()))
        .setUpdateTime(TimeMessages.timestamp(rate.updateTime()))
        .setEtag(stored.etag())
        .setRemoved(rate.removed())
        .build();
  }

  /// The entry that counts by this version of a rate.
  public static Entry entry(Stored<DatedRate> stored, long epoch) {
    byte[] rate = toProto(stored).toByteArray();
    byte[] payload =
        new Wire(rate.length + 16).number(epoch).number(stored.version()).bytes(rate).toBytes();
    return new Entry(EntryKind.RATE, stored.key().tenant(), stored.key().client(), payload);
  }

  /// Reads the payload of an entry.
  public static Arrival arrival(byte[] payload) {
    WireReader in = new WireReader(payload);
    long epoch = in.number();
    long version = in.number();
    ExchangeRate rate = parse(in.bytes());
    String[] name = rate.getName().split("/", -1);
    Body body =
        rate.getRemoved()
            ? new Body.Plain()
            : new Body.Exchange(
                rate.getFromCurrency(),
                rate.getToCurrency(),
                LocalDate.parse(rate.getRateDate()),
                new BigDecimal(rate.getRate()));
    return new Arrival(FactKind.RATE, name[1], name[3], epoch, version, body);
  }

  /// The rate in the payload of an entry.
  public static ExchangeRate rate(byte[] payload) {
    WireReader in = new WireReader(payload);
    in.number();
    in.number();
    return parse(in.bytes());
  }

  /// The day of a rate, whether it was taken back or not.
  public static LocalDate day(byte[] payload) {
    return LocalDate.parse(rate(payload).getRateDate());
  }

  /// The fact of a rate.
  public static FactId factId(String tenant, String client, String from, String to, LocalDate day) {
    String key = DatedRate.key(from, to, day.toString());
    return new FactId(tenant, client, FactKind.RATE, KeyedId.of(key));
  }

  private static ExchangeRate parse(byte[] bytes) {
    try {
      return ExchangeRate.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a stored rate is no ExchangeRate", e);
    }
  }
}
