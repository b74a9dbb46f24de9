package io.agencysuite.metrics.insight;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.keyed.Days;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.Arrival;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import io.agencysuite.metrics.v1.Insight;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Insights to and from the wire and the streams.
public final class InsightMessages {

  private InsightMessages() {}

  static List<DayInsight> fromProto(List<Insight> batch, Instant now) {
    List<DayInsight> read = new ArrayList<>();
    for (Insight one : batch) {
      read.add(fromProto("insights[" + read.size() + "].", one, now));
    }
    return read;
  }

  static DayInsight fromProto(String path, Insight insight, Instant now) {
    Days.require(path + "insight_date", insight.getInsightDate(), now);
    PlaceIds.require(path, insight.getChannel(), insight.getCampaign(), insight.getPost());
    if (insight.hasFollowers() && !(insight.getCampaign() + insight.getPost()).isEmpty()) {
      throw InvalidArgument.field(
          path + "followers",
          insight.getFollowers(),
          "none, because the insight is about a campaign or a post, not a channel as a whole");
    }
    return new DayInsight(
        insight.getExternalId(),
        insight.getInsightDate(),
        insight.getChannel(),
        insight.getCampaign(),
        insight.getPost(),
        counts(insight),
        Source.NONE,
        false,
        now,
        now);
  }

  private static NetworkCounts counts(Insight insight) {
    return new NetworkCounts(
        insight.hasReach() ? insight.getReach() : null,
        insight.hasImpressions() ? insight.getImpressions() : null,
        insight.hasLikes() ? insight.getLikes() : null,
        insight.hasComments() ? insight.getComments() : null,
        insight.hasShares() ? insight.getShares() : null,
        insight.hasNetworkClicks() ? insight.getNetworkClicks() : null,
        insight.hasFollowers() ? insight.getFollowers() : null);
  }

  static Insight toProto(Stored<DayInsight> stored) {
    DayInsight insight = stored.value();
    Insight.Builder message =
        Insight.newBuilder()
            .setName("clients/" + stored.key().client() + "/insights/" + stored.key().id())
            .setExternalId(insight.externalId())
            .setInsightDate(insight.day())
            .setChannel(insight.channel())
            .setCampaign(insight.campaign())
            .setPost(insight.post())
            .setCreateTime(TimeMessages.timestamp(insight.createTime()))
            .setUpdateTime(TimeMessages.timestamp(insight.updateTime()))
            .setEtag(stored.etag())
            .setRemoved(insight.removed())
            .setSpendImport(insight.source().importId());
    add(message, insight.counts());
    return message.build();
  }

  private static void add(Insight.Builder message, NetworkCounts counts) {
    if (counts.reach() != null) {
      message.setReach(counts.reach());
    }
    if (counts.impressions() != null) {
      message.setImpressions(counts.impressions());
    }
    if (counts.likes() != null) {
      message.setLikes(counts.likes());
    }
    if (counts.comments() != null) {
      message.setComments(counts.comments());
    }
    if (counts.shares() != null) {
      message.setShares(counts.shares());
    }
    if (counts.networkClicks() != null) {
      message.setNetworkClicks(counts.networkClicks());
    }
    if (counts.followers() != null) {
      message.setFollowers(counts.followers());
    }
  }

  /// The entry that counts this version of an insight.
  public static Entry entry(Stored<DayInsight> stored, long epoch) {
    byte[] insight = toProto(stored).toByteArray();
    byte[] payload =
        new Wire(insight.length + 16)
            .number(epoch)
            .number(stored.version())
            .bytes(insight)
            .toBytes();
    return new Entry(EntryKind.INSIGHT, stored.key().tenant(), stored.key().client(), payload);
  }

  /// Reads the payload of an entry.
  public static Arrival arrival(byte[] payload) {
    WireReader in = new WireReader(payload);
    long epoch = in.number();
    long version = in.number();
    Insight insight = parse(in.bytes());
    String[] name = insight.getName().split("/", -1);
    Tuple tuple = new Tuple(insight.getChannel(), insight.getCampaign(), insight.getPost());
    Map<Metric, Long> counts = new EnumMap<>(Metric.class);
    counts.put(Metric.REACH, insight.getReach());
    counts.put(Metric.IMPRESSIONS, insight.getImpressions());
    counts.put(Metric.LIKES, insight.getLikes());
    counts.put(Metric.COMMENTS, insight.getComments());
    counts.put(Metric.SHARES, insight.getShares());
    counts.put(Metric.NETWORK_CLICKS, insight.getNetworkClicks());
    counts.put(Metric.FOLLOWERS, insight.getFollowers());
    Body.Network said = new Body.Network(LocalDate.parse(insight.getInsightDate()), tuple, counts);
    return new Arrival(FactKind.INSIGHT, name[1], name[3], epoch, version, said);
  }

  /// The insight in the payload of an entry.
  public static Insight insight(byte[] payload) {
    WireReader in = new WireReader(payload);
    in.number();
    in.number();
    return parse(in.bytes());
  }

  private static Insight parse(byte[] bytes) {
    try {
      return Insight.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a stored insight is no Insight", e);
    }
  }
}
