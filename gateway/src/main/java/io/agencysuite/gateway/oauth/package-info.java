/// The authorization server for applications: Spring Authorization Server over the door's own
/// people, sessions, keys and store.
@NullMarked
package io.agencysuite.gateway.oauth;

import org.jspecify.annotations.NullMarked;
