/// The 64 ordered streams of everything that is counted: segments, insert-once plans, one leased
/// worker a stream. Knows no business noun; imports the kit.
@NullMarked
package io.agencysuite.metrics.stream;

import org.jspecify.annotations.NullMarked;
