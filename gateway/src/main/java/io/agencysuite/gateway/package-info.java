/// THE DOOR: start and wiring. Imports its own features and service-kit; no business type by name,
/// the identity package excepted.
@NullMarked
package io.agencysuite.gateway;

import org.jspecify.annotations.NullMarked;
