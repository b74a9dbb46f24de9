@NullMarked
package io.agencysuite.gateway.transcode;

import org.jspecify.annotations.NullMarked;
