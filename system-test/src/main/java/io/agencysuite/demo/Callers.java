package io.agencysuite.demo;

import io.agencysuite.rest.Fanout;
import io.agencysuite.rest.Rest;

/// The users of the demo agency as callers of the API, each with the rights of their role.
///
/// @param owner runs the agency
/// @param writer writes, submits and publishes posts
/// @param planner approves them
/// @param sales works leads and orders
/// @param fanout how much is under way at once
record Callers(Rest owner, Rest writer, Rest planner, Rest sales, Fanout fanout) {}
