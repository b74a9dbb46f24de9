package io.agencysuite.planning.post;

/// What a caller wants a post to be.
///
/// @param responsible id of a member; empty when nobody is
record PostDraft(Content content, String responsible) {}
