/// State messages between services: relay at the sender, projection at the receiver.
@NullMarked
package io.agencysuite.kit.state;

import org.jspecify.annotations.NullMarked;
