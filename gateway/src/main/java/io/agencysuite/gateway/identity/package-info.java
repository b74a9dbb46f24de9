/// Who calls: sign-in, access tokens, and the short-lived signed identity that services believe.
/// The only package of the door that may name crm's types (users and grants).
@NullMarked
package io.agencysuite.gateway.identity;

import org.jspecify.annotations.NullMarked;
