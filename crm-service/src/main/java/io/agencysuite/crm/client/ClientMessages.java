package io.agencysuite.crm.client;

import com.google.protobuf.FieldMask;
import io.agencysuite.crm.client.Contract.BillingRate;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.money.MoneyMessages;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Clients on the wire.
public final class ClientMessages {

  private ClientMessages() {}

  public static io.agencysuite.crm.v1.Client to(Stored<Client> stored) {
    return to(stored.value()).toBuilder()
        .setName("clients/" + stored.key().id())
        .setEtag(stored.etag())
        .build();
  }

  static io.agencysuite.crm.v1.Client to(Client client) {
    io.agencysuite.crm.v1.Client.Builder message =
        io.agencysuite.crm.v1.Client.newBuilder()
            .setDisplayName(client.displayName())
            .setTimeZone(client.timeZone())
            .setCurrencyCode(client.currencyCode())
            .setCountryCode(client.countryCode())
            .setHolidayRegion(client.holidayRegion())
            .setState(
                switch (client.state()) {
                  case ACTIVE -> io.agencysuite.crm.v1.Client.State.ACTIVE;
                  case ARCHIVED -> io.agencysuite.crm.v1.Client.State.ARCHIVED;
                })
            .setCreateTime(MomentMessages.to(client.createTime()))
            .setUpdateTime(MomentMessages.to(client.updateTime()));
    if (client.contract() != null) {
      message.setContract(to(client.contract()));
    }
    return message.build();
  }

  private static io.agencysuite.crm.v1.Contract to(Contract contract) {
    io.agencysuite.crm.v1.Contract.Builder message =
        io.agencysuite.crm.v1.Contract.newBuilder()
            .setStartDate(contract.startDate())
            .setEndDate(contract.endDate())
            .setIncludedMinutes(contract.includedMinutes());
    if (contract.monthlyRetainer() != null) {
      message.setMonthlyRetainer(MoneyMessages.to(contract.monthlyRetainer()));
    }
    for (BillingRate rate : contract.billingRates()) {
      message
          .addBillingRatesBuilder()
          .setSkill(rate.skill())
          .setValidFrom(rate.validFrom())
          .setHourlyRate(MoneyMessages.to(rate.hourlyRate()));
    }
    return message.build();
  }

  /// A new client; an empty country is Germany.
  public static Client from(io.agencysuite.crm.v1.Client message, Instant now, String creation) {
    return new Client(
        message.getDisplayName().strip(),
        message.getTimeZone(),
        message.getCurrencyCode(),
        message.getCountryCode().isEmpty() ? "DE" : message.getCountryCode(),
        message.getHolidayRegion(),
        message.hasContract() ? from(message.getContract()) : null,
        Client.State.ACTIVE,
        now,
        now,
        creation);
  }

  private static Contract from(io.agencysuite.crm.v1.Contract message) {
    return new Contract(
        message.getStartDate(),
        message.getEndDate(),
        message.hasMonthlyRetainer()
            ? MoneyMessages.from("contract.monthly_retainer", message.getMonthlyRetainer())
            : null,
        message.getIncludedMinutes(),
        message.getBillingRatesList().stream()
            .map(rate ->
                new BillingRate(
                    rate.getSkill(),
                    rate.getValidFrom(),
                    MoneyMessages.from("contract.billing_rates.hourly_rate", rate.getHourlyRate())))
            .toList());
  }

  /// The client with the fields of the mask taken from the message.
  static Client changed(
      Client current, io.agencysuite.crm.v1.Client sent, FieldMask mask, Instant now) {
    io.agencysuite.crm.v1.Client next = MaskedUpdate.apply(to(current), sent, mask);
    return current.changedTo(from(next, current.createTime(), current.creation()), now);
  }

  /// What planning and metrics are told.
  static StateMessage state(long epoch, Key key, long version, @Nullable Client client) {
    StateMessage.Builder message =
        StateMessage.newBuilder()
            .setAggregate("clients/" + key.id())
            .setEpoch(epoch)
            .setVersion(version);
    if (client == null) {
      return message.setDeleted(true).build();
    }
    ClientState.Builder state =
        ClientState.newBuilder()
            .setDisplayName(client.displayName())
            .setTimeZone(client.timeZone())
            .setCurrencyCode(client.currencyCode());
    Contract contract = client.contract();
    if (contract != null) {
      state.setRetainerMinutes(contract.includedMinutes());
      if (contract.monthlyRetainer() != null) {
        state.setMonthlyRetainer(MoneyMessages.to(contract.monthlyRetainer()));
      }
    }
    return message.setClient(state).setChangeTime(MomentMessages.to(client.updateTime())).build();
  }
}
