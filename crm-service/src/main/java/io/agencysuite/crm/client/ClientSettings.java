package io.agencysuite.crm.client;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How clients are announced.
///
/// @param deliveryPatience how long CreateClient waits until planning and metrics know the client
@ConfigurationProperties("agency.crm.client")
public record ClientSettings(@DefaultValue("2s") Duration deliveryPatience) {}
