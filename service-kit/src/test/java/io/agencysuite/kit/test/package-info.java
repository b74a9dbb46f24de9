/// Test extensions for every room: a real store, a real server with the real interceptors, an
/// adjustable clock, seeds, and the architecture rules.
@NullMarked
package io.agencysuite.kit.test;

import org.jspecify.annotations.NullMarked;
