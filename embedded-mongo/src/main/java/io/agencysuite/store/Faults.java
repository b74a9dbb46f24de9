package io.agencysuite.store;

import java.io.IOException;

/**
 * Points at which a crash harness may fail or kill the store. Every method does nothing by default;
 * one that throws makes the store behave as if the disk had failed at that point.
 */
public interface Faults {

  Faults NONE = new Faults() {};

  /** Before a log segment's room is reserved on disk; throwing simulates a full disk. */
  default void beforeReserve(long bytes) throws IOException {}

  /** Before an effect joins the log, once per record; throwing refuses the write unapplied. */
  default void beforeAppend(long position) throws IOException {}

  /** Before a batch of log records is handed to the operating system. */
  default void beforeWrite(long firstPosition, long lastPosition) throws IOException {}

  /** Before a written batch is synced; throwing halts the store. */
  default void beforeSync(long lastPosition) throws IOException {}

  /** After everything up to this log position is durable, before anybody is told. */
  default void afterSync(long lastPosition) {}

  /** Before dirty pages go to the page file. */
  default void beforeCheckpoint(long position) {}

  /** After pages are durable, before the log is truncated. */
  default void afterCheckpoint(long position) {}
}
