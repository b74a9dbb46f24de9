@org.jspecify.annotations.NullMarked
package io.agencysuite.kit.mongo;
