package io.agencysuite.metrics.report;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.v1.Change;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.NetworkFigures;
import java.util.ArrayList;
import java.util.List;

/// How figures have changed. What one of the two does not know, or hides, has not changed.
final class ChangeMessages {

  private ChangeMessages() {}

  static List<Change> between(Figures then, Figures now) {
    List<Change> changes = new ArrayList<>();
    collect("", then, now, changes);
    return changes;
  }

  private static void collect(String path, Message then, Message now, List<Change> changes) {
    for (FieldDescriptor field : now.getDescriptorForType().getFields()) {
      String name = path + field.getName();
      Object before = then.getField(field);
      Object after = now.getField(field);
      if (before instanceof NetworkFigures network && after instanceof NetworkFigures later) {
        collect(name + '.', network, later, changes);
      } else if (!field.hasPresence() || (then.hasField(field) && now.hasField(field))) {
        if (before instanceof Long from && after instanceof Long to) {
          add(name, from, to, changes);
        } else if (before instanceof Money from && after instanceof Money to) {
          add(name, from.getMinorUnits(), to.getMinorUnits(), changes);
        }
      }
    }
  }

  private static void add(String name, long then, long now, List<Change> changes) {
    if (then == 0 && now == 0) {
      return;
    }
    long difference = Math.subtractExact(now, then);
    Change.Builder change = Change.newBuilder().setFigure(name).setDifference(difference);
    if (then != 0) {
      change.setRelative((double) difference / Math.abs((double) then));
    }
    changes.add(change.build());
  }
}
