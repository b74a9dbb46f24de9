/// Documents for people: markup in which everything is escaped, plots, readable colours, PDF. Knows
/// no business noun.
@NullMarked
package io.agencysuite.metrics.document;

import org.jspecify.annotations.NullMarked;
