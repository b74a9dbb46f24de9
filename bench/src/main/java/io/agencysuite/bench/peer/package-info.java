/// What the gateway is compared with: small applications that do the same work in the way of their
/// framework, and the two services behind them. Each runs in a process of its own.
@NullMarked
package io.agencysuite.bench.peer;

import org.jspecify.annotations.NullMarked;
