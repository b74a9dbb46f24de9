/// Runtime manners shared by the services: how a service is wired. Names no business noun.
@NullMarked
package io.agencysuite.kit;

import org.jspecify.annotations.NullMarked;
