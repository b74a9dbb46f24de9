/// What an operator sees: metrics endpoint and health.
@NullMarked
package io.agencysuite.kit.observe;

import org.jspecify.annotations.NullMarked;
