package io.agencysuite.bench.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.GetLeadRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListLeadsRequest;
import io.agencysuite.crm.v1.ListLeadsResponse;
import io.grpc.MethodDescriptor;

/** The three calls as gRPC, and what they have to answer. */
public final class GrpcCalls {
  public static final GetLeadRequest GET =
      GetLeadRequest.newBuilder().setName("clients/acme/leads/" + LeadSamples.CREATED).build();
  public static final CreateLeadRequest CREATE =
      CreateLeadRequest.newBuilder().setParent("clients/acme").setLead(GrpcLeads.sample()).build();
  public static final ListLeadsRequest LIST =
      ListLeadsRequest.newBuilder().setParent("clients/acme").setPageSize(LeadSamples.PAGE).build();

  private GrpcCalls() {}

  public static MethodDescriptor<GetLeadRequest, Lead> getLead() {
    return LeadServiceGrpc.getGetLeadMethod();
  }

  public static MethodDescriptor<CreateLeadRequest, Lead> createLead() {
    return LeadServiceGrpc.getCreateLeadMethod();
  }

  public static MethodDescriptor<ListLeadsRequest, ListLeadsResponse> listLeads() {
    return LeadServiceGrpc.getListLeadsMethod();
  }

  /** The answer as JSON. */
  public static String json(String shape) {
    GrpcLeads leads = new GrpcLeads();
    Message answer =
        switch (shape) {
          case "GET" -> leads.get(GET);
          case "POST" -> leads.create(CREATE);
          default -> leads.list(LIST);
        };
    try {
      return JsonFormat.printer().print(answer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
