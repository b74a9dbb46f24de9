/// The embedded default store: MongoDB's wire protocol over an ordered, checksummed redo log and a
/// page file. Knows no business noun; a replica set takes its place by configuration only.
@NullMarked
package io.agencysuite.store;

import org.jspecify.annotations.NullMarked;
