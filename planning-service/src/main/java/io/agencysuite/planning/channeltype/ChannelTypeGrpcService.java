package io.agencysuite.planning.channeltype;

import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.v1.ChannelTypeServiceGrpc;
import io.agencysuite.planning.v1.GetChannelTypeRequest;
import io.agencysuite.planning.v1.ListChannelTypesRequest;
import io.agencysuite.planning.v1.ListChannelTypesResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

/// The catalogue for callers.
@GrpcService
public final class ChannelTypeGrpcService
    extends ChannelTypeServiceGrpc.ChannelTypeServiceImplBase {

  private final ChannelTypeCatalogue catalogue;

  public ChannelTypeGrpcService(ChannelTypeCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void getChannelType(
      GetChannelTypeRequest request,
      StreamObserver<io.agencysuite.planning.v1.ChannelType> observer) {
    Unary.reply(observer, () -> get(request.getName()));
  }

  @Override
  public void listChannelTypes(
      ListChannelTypesRequest request, StreamObserver<ListChannelTypesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private io.agencysuite.planning.v1.ChannelType get(String name) {
    if (!name.startsWith(ChannelTypeMessages.COLLECTION)) {
      throw NotFound.resource(name);
    }
    return catalogue
        .find(name.substring(ChannelTypeMessages.COLLECTION.length()))
        .map(ChannelTypeMessages::message)
        .orElseThrow(() -> NotFound.resource(name));
  }

  private ListChannelTypesResponse list(ListChannelTypesRequest request) {
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), "channelTypes");
    String after = page.after().isEmpty() ? "" : page.after().getFirst();
    Page<ChannelType> found =
        Page.cut(catalogue.after(after, page.size() + 1), page, type -> List.of(type.id()));
    return ListChannelTypesResponse.newBuilder()
        .addAllChannelTypes(found.map(ChannelTypeMessages::message).items())
        .setNextPageToken(found.nextToken())
        .build();
  }
}
