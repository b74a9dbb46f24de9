/// The access matrix of the contract, tried in a running suite.
@NullMarked
package io.agencysuite.system.access;

import org.jspecify.annotations.NullMarked;
