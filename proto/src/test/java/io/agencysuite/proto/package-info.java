/// Checks that the contract keeps its own style, with no tool beside the build.
@NullMarked
package io.agencysuite.proto;

import org.jspecify.annotations.NullMarked;
