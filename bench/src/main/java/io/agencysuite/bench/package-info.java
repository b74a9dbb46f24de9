/// Benchmarks, each beside what a user would pick instead, in one run.
@NullMarked
package io.agencysuite.bench;

import org.jspecify.annotations.NullMarked;
