/// Requests that are wrong on purpose, made from the published OpenAPI document.
@NullMarked
package io.agencysuite.negative;

import org.jspecify.annotations.NullMarked;
