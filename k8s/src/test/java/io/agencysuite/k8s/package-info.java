/// Checks of the rendered manifests: a strict schema check and the rules of good manifests.
@NullMarked
package io.agencysuite.k8s;

import org.jspecify.annotations.NullMarked;
