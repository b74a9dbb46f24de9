/// OpenAPI 3.1 out of the route table and the contract's comments, and a page that shows it.
@NullMarked
package io.agencysuite.gateway.openapi;

import org.jspecify.annotations.NullMarked;
