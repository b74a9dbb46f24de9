/// A door in front of a probe service, for tests that go through real HTTP.
@NullMarked
package io.agencysuite.gateway.probe;

import org.jspecify.annotations.NullMarked;
