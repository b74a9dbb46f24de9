package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.exchange.Exchange;
import java.time.ZoneId;

/// In what a client's figures are counted: its days and its currency.
record Units(ZoneId zone, Exchange exchange) {}
