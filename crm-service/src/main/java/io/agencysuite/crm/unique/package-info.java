/// Values that belong to one document at most, and ids that follow from what they name. May import
/// the kit.
@NullMarked
package io.agencysuite.crm.unique;

import org.jspecify.annotations.NullMarked;
