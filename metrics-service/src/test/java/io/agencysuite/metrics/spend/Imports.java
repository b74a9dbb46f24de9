package io.agencysuite.metrics.spend;

import com.google.protobuf.ByteString;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.CommitSpendImportRequest;
import io.agencysuite.metrics.v1.CreateSpendImportRequest;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.GetSpendImportRequest;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.RevertSpendImportRequest;
import io.agencysuite.metrics.v1.SpendImport;
import io.agencysuite.metrics.v1.SpendImport.State;
import io.agencysuite.metrics.v1.SpendImportServiceGrpc.SpendImportServiceBlockingStub;
import java.util.EnumSet;
import java.util.Set;

/// A client's imports, seen from outside; every step waits until the worker has done it.
final class Imports {

  private static final Set<State> WORKING =
      EnumSet.of(State.CHECKING, State.WRITING, State.REVERTING);

  final Agency agency;
  final SpendImportServiceBlockingStub stub;

  Imports(Agency agency) {
    this.agency = agency;
    this.stub = agency.spendImports();
  }

  SpendImport check(byte[] content) {
    return check(content, SpendImport.newBuilder());
  }

  SpendImport check(byte[] content, SpendImport.Builder wish) {
    return done(
        stub.createSpendImport(
            CreateSpendImportRequest.newBuilder()
                .setParent(agency.parent())
                .setSpendImport(wish)
                .setContent(ByteString.copyFrom(content))
                .build()));
  }

  SpendImport commit(SpendImport checked) {
    return done(
        stub.commitSpendImport(
            CommitSpendImportRequest.newBuilder().setName(checked.getName()).build()));
  }

  SpendImport revert(SpendImport written) {
    return done(
        stub.revertSpendImport(
            RevertSpendImportRequest.newBuilder().setName(written.getName()).build()));
  }

  QueryReportResponse report() {
    return agency.report("2026-11-01", "2026-11-30");
  }

  Figures totals() {
    return report().getTotals();
  }

  private SpendImport done(SpendImport current) {
    SpendImport latest = current;
    while (WORKING.contains(latest.getState())) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      latest =
          stub.getSpendImport(
              GetSpendImportRequest.newBuilder().setName(current.getName()).build());
    }
    return latest;
  }
}
