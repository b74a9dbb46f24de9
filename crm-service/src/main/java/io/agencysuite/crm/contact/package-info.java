/// How people can be reached: e-mail, phone, post, ids in other systems. May import the kit.
@NullMarked
package io.agencysuite.crm.contact;

import org.jspecify.annotations.NullMarked;
