package io.agencysuite.metrics.cost;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.money.Currencies;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.keyed.Days;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Arrival;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import io.agencysuite.metrics.v1.Cost;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Costs to and from the wire and the streams.
public final class CostMessages {

  private CostMessages() {}

  static List<AdCost> fromProto(List<Cost> batch, Instant now) {
    List<AdCost> read = new ArrayList<>();
    for (Cost one : batch) {
      read.add(fromProto("costs[" + read.size() + "].", one, now));
    }
    return read;
  }

  static AdCost fromProto(String path, Cost cost, Instant now) {
    Days.requirePlanned(path + "cost_date", cost.getCostDate(), now);
    PlaceIds.require(path, cost.getChannel(), cost.getCampaign(), cost.getPost());
    return new AdCost(
        cost.getExternalId(),
        cost.getCostDate(),
        cost.getChannel(),
        cost.getCampaign(),
        cost.getPost(),
        cost.getAmount().getMinorUnits(),
        Currencies.require(path + "amount.currency_code", cost.getAmount().getCurrencyCode()),
        cost.getNote(),
        Source.NONE,
        false,
        now,
        now);
  }

  static Cost toProto(Stored<AdCost> stored) {
    AdCost cost = stored.value();
    return Cost.newBuilder()
        .setName("clients/" + stored.key().client() + "/costs/" + stored.key().id())
        .setExternalId(cost.externalId())
        .setCostDate(cost.day())
        .setChannel(cost.channel())
        .setCampaign(cost.campaign())
        .setPost(cost.post())
        .setAmount(
            Money.newBuilder()
                .setMinorUnits(cost.minorUnits())
                .setCurrencyCode(cost.currencyCode()))
        .setNote(cost.note())
        .setCreateTime(TimeMessages.timestamp(cost.createTime()))
        .setUpdateTime(TimeMessages.timestamp(cost.updateTime()))
        .setEtag(stored.etag())
        .setRemoved(cost.removed())
        .setSpendImport(cost.source().importId())
        .build();
  }

  /// The entry that counts this version of a cost.
  public static Entry entry(Stored<AdCost> stored, long epoch) {
    byte[] cost = toProto(stored).toByteArray();
    byte[] payload =
        new Wire(cost.length + 16).number(epoch).number(stored.version()).bytes(cost).toBytes();
    return new Entry(EntryKind.COST, stored.key().tenant(), stored.key().client(), payload);
  }

  /// Reads the payload of an entry.
  public static Arrival arrival(byte[] payload) {
    WireReader in = new WireReader(payload);
    long epoch = in.number();
    long version = in.number();
    Cost cost = parse(in.bytes());
    String[] name = cost.getName().split("/", -1);
    Body.Spend spend =
        new Body.Spend(
            LocalDate.parse(cost.getCostDate()),
            new Amount(cost.getAmount().getMinorUnits(), cost.getAmount().getCurrencyCode()),
            new Tuple(cost.getChannel(), cost.getCampaign(), cost.getPost()));
    return new Arrival(FactKind.COST, name[1], name[3], epoch, version, spend);
  }

  /// The cost in the payload of an entry.
  public static Cost cost(byte[] payload) {
    WireReader in = new WireReader(payload);
    in.number();
    in.number();
    return parse(in.bytes());
  }

  private static Cost parse(byte[] bytes) {
    try {
      return Cost.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a stored cost is no Cost", e);
    }
  }
}
