/// CSV imports of people: checked as a whole, read row by row, resumed after a crash. May import
/// people and clients.
@NullMarked
package io.agencysuite.crm.imports;

import org.jspecify.annotations.NullMarked;
