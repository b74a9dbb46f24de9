package io.agencysuite.metrics.site;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.ingest.EventIntakeMessages;
import io.agencysuite.metrics.link.PreviewAgents;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.v1.CreateSiteRequest;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.GetScriptRequest;
import io.agencysuite.metrics.v1.GetSiteRequest;
import io.agencysuite.metrics.v1.ListSitesRequest;
import io.agencysuite.metrics.v1.ListSitesResponse;
import io.agencysuite.metrics.v1.SiteServiceGrpc;
import io.agencysuite.metrics.v1.TrackRequest;
import io.agencysuite.metrics.v1.TrackResponse;
import io.agencysuite.metrics.v1.UpdateSiteRequest;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class SiteGrpcService extends SiteServiceGrpc.SiteServiceImplBase {

  private final SiteStore sites;
  private final SiteSettings settings;
  private final ClientStore clients;
  private final EventIntakeMessages intake;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;
  private final FieldRules rules = new FieldRules();
  private final HttpBody script;

  SiteGrpcService(
      SiteStore sites,
      SiteSettings settings,
      ClientStore clients,
      EventIntakeMessages intake,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.sites = sites;
    this.settings = settings;
    this.clients = clients;
    this.intake = intake;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
    this.script =
        HttpBody.newBuilder()
            .setContentType("text/javascript; charset=utf-8")
            .setData(readScript())
            .build();
  }

  @Override
  public void createSite(
      CreateSiteRequest request, StreamObserver<io.agencysuite.metrics.v1.Site> observer) {
    Unary.reply(observer, () -> message(create(request)));
  }

  @Override
  public void getSite(
      GetSiteRequest request, StreamObserver<io.agencysuite.metrics.v1.Site> observer) {
    Unary.reply(observer, () -> message(get(request.getName())));
  }

  @Override
  public void listSites(ListSitesRequest request, StreamObserver<ListSitesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updateSite(
      UpdateSiteRequest request, StreamObserver<io.agencysuite.metrics.v1.Site> observer) {
    Unary.reply(observer, () -> message(update(request)));
  }

  @Override
  public void track(TrackRequest request, StreamObserver<TrackResponse> observer) {
    Unary.reply(observer, () -> track(request));
  }

  @Override
  public void getScript(GetScriptRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(observer, () -> script);
  }

  private Stored<Site> create(CreateSiteRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    Site site = SiteMessages.fromProto(request.getSite(), clock.instant());
    String id =
        creations.idFor(
            CurrentCall.identity(), "CreateSite", request.getRequestId(), request, ids::next);
    return sites.insertOnce(CurrentCall.tenant(), client, id, site);
  }

  private Stored<Site> get(String name) {
    List<String> parts = parts(name);
    return sites
        .get(CurrentCall.tenant(), parts.get(1), parts.get(3))
        .orElseThrow(() -> NotFound.resource(name));
  }

  private Stored<Site> update(UpdateSiteRequest request) {
    var patch = request.getSite();
    List<String> parts = parts(patch.getName());
    return sites
        .update(
            CurrentCall.tenant(),
            parts.get(1),
            parts.get(3),
            patch.getEtag(),
            current -> changed(current, request))
        .orElseThrow(() -> NotFound.resource(patch.getName()));
  }

  private Site changed(Site current, UpdateSiteRequest request) {
    var merged =
        MaskedUpdate.apply(
            SiteMessages.unnamed(current), request.getSite(), request.getUpdateMask());
    rules.check(merged);
    return SiteMessages.fromProto(merged, current.createTime());
  }

  private ListSitesResponse list(ListSitesRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    var found = sites.list(CurrentCall.tenant(), client, page).map(this::message);
    return ListSitesResponse.newBuilder()
        .addAllSites(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private TrackResponse track(TrackRequest request) {
    String text = request.getSiteKey();
    SiteKey key = SiteKey.parse(text).orElseThrow(() -> NotFound.resource(text));
    Site site = sites.recent(key).orElseThrow(() -> NotFound.resource(text));
    String origin = CurrentCall.header(CurrentCall.CALLER_ORIGIN_HEADER);
    if (!site.allows(origin)) {
      throw new PermissionDenied(
          "ORIGIN_REFUSED",
          "origin: '" + origin + "' (expected: one of " + site.origins() + ")",
          Map.of("origin", origin));
    }
    String agent = CurrentCall.header(CurrentCall.CALLER_AGENT_HEADER);
    if (PreviewAgents.matches(agent)) {
      return TrackResponse.getDefaultInstance();
    }
    String address = CurrentCall.header(CurrentCall.CALLER_ADDRESS_HEADER);
    String device = TrackMessages.device(address, agent);
    EventIntakeMessages.Batch batch = intake.open(key.tenant(), key.client());
    for (int i = 0; i < request.getEventsCount(); i++) {
      Event event = TrackMessages.event(request, request.getEvents(i), device, batch.now());
      FieldViolation violation = batch.take(event);
      if (violation != null) {
        throw InvalidArgument.of(
            List.of(
                new FieldViolation("events[" + i + "]." + violation.field(), violation.message())));
      }
    }
    batch.append();
    return TrackResponse.getDefaultInstance();
  }

  private io.agencysuite.metrics.v1.Site message(Stored<Site> stored) {
    return SiteMessages.toProto(stored, settings.publicUrl());
  }

  private static List<String> parts(String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4 || !parts.get(2).equals("sites")) {
      throw NotFound.resource(name);
    }
    return parts;
  }

  private static String clientOf(String parent) {
    return parent.substring(parent.indexOf('/') + 1);
  }

  private static ByteString readScript() {
    try (InputStream in = SiteGrpcService.class.getResourceAsStream("t.js")) {
      byte[] source = Objects.requireNonNull(in, "t.js").readAllBytes();
      // Indentation is for readers; every page of every visitor loads the script.
      return ByteString.copyFromUtf8(
          new String(source, StandardCharsets.UTF_8).replaceAll("(?m)^\\s+|\\s+$", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read t.js", e);
    }
  }
}
