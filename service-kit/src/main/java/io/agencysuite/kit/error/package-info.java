/// The family of expected failures; each has one gRPC code. Imports the JDK only.
@NullMarked
package io.agencysuite.kit.error;

import org.jspecify.annotations.NullMarked;
