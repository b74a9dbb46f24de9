/// Posts: their content, the approval that is bound to it, and their way out. May import the kit,
/// the catalogue, the channels, the team, the clients and the settings.
@NullMarked
package io.agencysuite.planning.post;

import org.jspecify.annotations.NullMarked;
