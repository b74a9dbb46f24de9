package io.agencysuite.kit.mongo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which store a service uses.
///
/// @param uri a MongoDB connection string, or one of `./agency store`; when it is absent the
///   service runs the embedded store in its own process
/// @param uriFile file that holds the connection string, so that its secret is in no environment
/// @param directory where the embedded store keeps its files
/// @param database name of the service's own database
@ConfigurationProperties("agency.store")
public record StoreSettings(
    @Nullable String uri,
    @Nullable Path uriFile,
    @DefaultValue("data/store") Path directory,
    String database) {}
