/// The suite seen from outside: a small REST client for tests, proofs and the demo. Knows no class
/// of any service.
@NullMarked
package io.agencysuite.rest;

import org.jspecify.annotations.NullMarked;
