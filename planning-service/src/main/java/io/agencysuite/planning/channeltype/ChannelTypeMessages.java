package io.agencysuite.planning.channeltype;

import io.agencysuite.planning.v1.ChannelTypeFact;
import org.jspecify.annotations.Nullable;

/// Channel types on the wire.
final class ChannelTypeMessages {

  static final String COLLECTION = "channelTypes/";

  private ChannelTypeMessages() {}

  static io.agencysuite.planning.v1.ChannelType message(ChannelType type) {
    var message =
        io.agencysuite.planning.v1.ChannelType.newBuilder()
            .setName(COLLECTION + type.id())
            .setDisplayName(type.displayName())
            .setPublishing(
                switch (type.publishing()) {
                  case MANUAL -> io.agencysuite.planning.v1.ChannelType.Publishing.MANUAL;
                  case INTERFACE -> io.agencysuite.planning.v1.ChannelType.Publishing.INTERFACE;
                })
            .setEdition(type.edition())
            .addAllFormats(type.formats());
    type.facts().forEach(fact -> message.addFacts(message(fact)));
    return message.build();
  }

  private static ChannelTypeFact message(ChannelType.Fact fact) {
    return ChannelTypeFact.newBuilder()
        .setKey(fact.key())
        .setValue(fact.value())
        .setUnit(fact.unit())
        .setCountingRule(message(fact.rule()))
        .setSource(fact.source())
        .setSourceDate(fact.sourceDate())
        .setConfidence(
            switch (fact.confidence()) {
              case LOW -> ChannelTypeFact.Confidence.LOW;
              case MEDIUM -> ChannelTypeFact.Confidence.MEDIUM;
              case HIGH -> ChannelTypeFact.Confidence.HIGH;
            })
        .setRuntimeOverride(fact.runtimeOverride())
        .setNote(fact.note())
        .build();
  }

  private static ChannelTypeFact.CountingRule message(@Nullable CountingRule rule) {
    return rule == null
        ? ChannelTypeFact.CountingRule.COUNTING_RULE_UNSPECIFIED
        : ChannelTypeFact.CountingRule.valueOf(rule.name());
  }
}
