/// What planning knows of crm's clients: a projection, replaced by newer states only. May import
/// the kit.
@NullMarked
package io.agencysuite.planning.client;

import org.jspecify.annotations.NullMarked;
