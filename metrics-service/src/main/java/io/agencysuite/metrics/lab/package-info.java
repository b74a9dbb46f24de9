/// Runs models of the service on files: `./agency lab`. Imports attribution.
@NullMarked
package io.agencysuite.metrics.lab;

import org.jspecify.annotations.NullMarked;
