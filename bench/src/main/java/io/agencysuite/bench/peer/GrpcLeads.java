package io.agencysuite.bench.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.GetLeadRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListLeadsRequest;
import io.agencysuite.crm.v1.ListLeadsResponse;
import io.agencysuite.kit.grpc.Unary;
import io.grpc.stub.StreamObserver;
import java.time.Instant;

/** Leads over gRPC. */
final class GrpcLeads extends LeadServiceGrpc.LeadServiceImplBase {
  private static final Timestamp STORED =
      Timestamp.newBuilder().setSeconds(Instant.parse(LeadSamples.STORED).getEpochSecond()).build();

  private final Lead full = sample();

  /** A lead as a caller sends it. */
  static Lead sample() {
    Lead.Builder lead = Lead.newBuilder();
    try {
      JsonFormat.parser().merge(LeadSamples.given(), lead);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("bench/lead.json is no lead", e);
    }
    return lead.build();
  }

  @Override
  public void createLead(CreateLeadRequest request, StreamObserver<Lead> observer) {
    Unary.reply(observer, () -> create(request));
  }

  @Override
  public void getLead(GetLeadRequest request, StreamObserver<Lead> observer) {
    Unary.reply(observer, () -> get(request));
  }

  @Override
  public void listLeads(ListLeadsRequest request, StreamObserver<ListLeadsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  Lead create(CreateLeadRequest request) {
    return stored(request.getLead(), request.getParent() + "/leads/" + LeadSamples.CREATED)
        .toBuilder()
        .putAllFormFields(LeadSamples.enriched())
        .build();
  }

  Lead get(GetLeadRequest request) {
    Lead small =
        Lead.newBuilder()
            .setCaptureTime(full.getCaptureTime())
            .setCaptureMethod(full.getCaptureMethod())
            .setFullName(full.getFullName())
            .setEmail(full.getEmail())
            .setOrigin(full.getOrigin())
            .build();
    return stored(small, request.getName());
  }

  ListLeadsResponse list(ListLeadsRequest request) {
    ListLeadsResponse.Builder page = ListLeadsResponse.newBuilder();
    for (int i = 0; i < LeadSamples.PAGE; i++) {
      page.addLeads(stored(full, request.getParent() + "/leads/lead-" + i));
    }
    return page.setNextPageToken("bGVhZC00OQ").build();
  }

  private static Lead stored(Lead lead, String name) {
    return lead.toBuilder()
        .setName(name)
        .setState(Lead.State.NEW)
        .setEtag("1")
        .setCreateTime(STORED)
        .setUpdateTime(STORED)
        .build();
  }
}
