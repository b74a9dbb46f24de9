package io.agencysuite.planning.channel;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.client.Client;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.v1.ArchiveChannelRequest;
import io.agencysuite.planning.v1.ChannelServiceGrpc;
import io.agencysuite.planning.v1.CreateChannelRequest;
import io.agencysuite.planning.v1.GetChannelRequest;
import io.agencysuite.planning.v1.ListChannelsRequest;
import io.agencysuite.planning.v1.ListChannelsResponse;
import io.agencysuite.planning.v1.UpdateChannelRequest;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import org.springframework.grpc.server.service.GrpcService;

/// A client's channels for callers.
@GrpcService
public final class ChannelGrpcService extends ChannelServiceGrpc.ChannelServiceImplBase {

  private final ChannelStore channels;
  private final ClientStore clients;
  private final ChannelRules rules;
  private final NewResources fresh;

  public ChannelGrpcService(
      ChannelStore channels, ClientStore clients, ChannelRules rules, NewResources fresh) {
    this.channels = channels;
    this.clients = clients;
    this.rules = rules;
    this.fresh = fresh;
  }

  @Override
  public void createChannel(
      CreateChannelRequest request, StreamObserver<io.agencysuite.planning.v1.Channel> observer) {
    Unary.reply(observer, () -> ChannelMessages.message(create(request)));
  }

  @Override
  public void getChannel(
      GetChannelRequest request, StreamObserver<io.agencysuite.planning.v1.Channel> observer) {
    Unary.reply(
        observer,
        () -> ChannelMessages.message(channels.get(CurrentCall.tenant(), request.getName())));
  }

  @Override
  public void listChannels(
      ListChannelsRequest request, StreamObserver<ListChannelsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updateChannel(
      UpdateChannelRequest request, StreamObserver<io.agencysuite.planning.v1.Channel> observer) {
    Unary.reply(observer, () -> ChannelMessages.message(update(request)));
  }

  @Override
  public void archiveChannel(
      ArchiveChannelRequest request, StreamObserver<io.agencysuite.planning.v1.Channel> observer) {
    Unary.reply(
        observer,
        () ->
            ChannelMessages.message(
                channels.update(
                    CurrentCall.tenant(),
                    request.getName(),
                    request.getEtag(),
                    channel -> channel.archived(fresh.now()))));
  }

  private Stored<Channel> create(CreateChannelRequest request) {
    String tenant = CurrentCall.tenant();
    String clientId = ResourceNames.client(request.getParent());
    Client client = clients.require(tenant, clientId);
    Instant now = fresh.now();
    String requestId = request.getRequestId();
    Channel channel =
        rules.checked(
            tenant,
            ChannelMessages.channel(
                request.getChannel(),
                rules.type(ChannelMessages.typeId(request.getChannel())),
                client,
                new Channel.Origin(true, NewResources.mark(requestId), now, now)));
    String id = fresh.id("CreateChannel", requestId, request, request.getChannelId());
    return channels.create(new Key(tenant, clientId, ChannelStore.KIND, id), channel);
  }

  private ListChannelsResponse list(ListChannelsRequest request) {
    String client = ResourceNames.client(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(
            request.getPageSize(), request.getPageToken(), client, request.getShowArchived());
    Page<Stored<Channel>> found =
        channels.list(CurrentCall.tenant(), client, request.getShowArchived(), page);
    return ListChannelsResponse.newBuilder()
        .addAllChannels(found.map(ChannelMessages::message).items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private Stored<Channel> update(UpdateChannelRequest request) {
    var patch = request.getChannel();
    String tenant = CurrentCall.tenant();
    Key key =
        ResourceNames.ofClient(tenant, patch.getName(), ChannelStore.COLLECTION, ChannelStore.KIND);
    return channels.update(
        tenant,
        patch.getName(),
        patch.getEtag(),
        current -> {
          var merged =
              MaskedUpdate.apply(ChannelMessages.message(current), patch, request.getUpdateMask());
          Channel next =
              ChannelMessages.channel(
                  merged,
                  rules.type(current.channelType()),
                  clients.require(tenant, key.client()),
                  current.origin());
          rules.checked(tenant, next);
          return current.changed(next, fresh.now());
        });
  }
}
