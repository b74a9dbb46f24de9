package io.agencysuite.metrics.link;

import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.GetLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.LinkServiceGrpc;
import io.agencysuite.metrics.v1.ListLinksRequest;
import io.agencysuite.metrics.v1.ListLinksResponse;
import io.agencysuite.metrics.v1.RedirectRequest;
import io.agencysuite.metrics.v1.RedirectResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class LinkGrpcService extends LinkServiceGrpc.LinkServiceImplBase {

  private final LinkStore links;
  private final ClientStore clients;
  private final Creations creations;
  private final Clicks clicks;
  private final NewLinks newLinks;

  LinkGrpcService(
      LinkStore links, ClientStore clients, Creations creations, Clicks clicks, NewLinks newLinks) {
    this.links = links;
    this.clients = clients;
    this.creations = creations;
    this.clicks = clicks;
    this.newLinks = newLinks;
  }

  @Override
  public void createLink(CreateLinkRequest request, StreamObserver<Link> observer) {
    Unary.reply(observer, () -> LinkMessages.toProto(create(request)));
  }

  @Override
  public void getLink(GetLinkRequest request, StreamObserver<Link> observer) {
    Unary.reply(observer, () -> LinkMessages.toProto(get(request.getName())));
  }

  @Override
  public void listLinks(ListLinksRequest request, StreamObserver<ListLinksResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void redirect(RedirectRequest request, StreamObserver<RedirectResponse> observer) {
    Unary.reply(observer, () -> redirect(request.getCode()));
  }

  private Stored<TrackingLink> create(CreateLinkRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    TrackingLink link = LinkMessages.fromProto(request.getLink(), newLinks.clock().instant());
    String id =
        creations.idFor(
            CurrentCall.identity(),
            "CreateLink",
            request.getRequestId(),
            request,
            () -> LinkCode.newLink(newLinks.clock().instant(), newLinks.random()));
    return links.insertOnce(CurrentCall.tenant(), client, id, link);
  }

  private Stored<TrackingLink> get(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length != 4 || !parts[2].equals("links")) {
      throw NotFound.resource(name);
    }
    return links
        .get(CurrentCall.tenant(), parts[1], parts[3])
        .orElseThrow(() -> NotFound.resource(name));
  }

  private ListLinksResponse list(ListLinksRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    var found = links.list(CurrentCall.tenant(), client, page).map(LinkMessages::toProto);
    return ListLinksResponse.newBuilder()
        .addAllLinks(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private RedirectResponse redirect(String text) {
    LinkCode code = LinkCode.parse(text).orElseThrow(() -> NotFound.resource("/r/" + text));
    TrackingLink link =
        links
            .get(code.tenant(), code.client(), code.link())
            .orElseThrow(() -> NotFound.resource("/r/" + text))
            .value();
    String clickId = code.link() + '-' + newLinks.ids().next();
    if (!PreviewAgents.matches(CurrentCall.header(CurrentCall.CALLER_AGENT_HEADER))) {
      clicks.clicked(code.tenant(), code.client(), clickId, link);
    }
    return RedirectResponse.newBuilder().setLocation(link.locationOf(clickId)).build();
  }

  private static String clientOf(String parent) {
    return parent.substring(parent.indexOf('/') + 1);
  }
}
