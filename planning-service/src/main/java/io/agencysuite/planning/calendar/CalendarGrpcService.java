package io.agencysuite.planning.calendar;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.client.Client;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.post.Post;
import io.agencysuite.planning.post.PostMessages;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.v1.CalendarEntry;
import io.agencysuite.planning.v1.CalendarServiceGrpc;
import io.agencysuite.planning.v1.ListCalendarEntriesRequest;
import io.agencysuite.planning.v1.ListCalendarEntriesResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.springframework.grpc.server.service.GrpcService;

/// The calendar for callers.
@GrpcService
public final class CalendarGrpcService extends CalendarServiceGrpc.CalendarServiceImplBase {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final PostStore posts;
  private final ClientStore clients;

  public CalendarGrpcService(PostStore posts, ClientStore clients) {
    this.posts = posts;
    this.clients = clients;
  }

  @Override
  public void listCalendarEntries(
      ListCalendarEntriesRequest request, StreamObserver<ListCalendarEntriesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListCalendarEntriesResponse list(ListCalendarEntriesRequest request) {
    String id = ResourceNames.client(request.getParent());
    Client client = clients.require(CurrentCall.tenant(), id);
    Days days = Days.parse(request.getStartDate(), request.getEndDate(), client.zone());
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), id, days.start(), days.end());
    Page<Stored<Post>> found =
        posts.listPlanned(
            CurrentCall.tenant(),
            id,
            PostStore.Filter.ALL,
            new PostStore.Span(days.start(), days.end()),
            page);
    return ListCalendarEntriesResponse.newBuilder()
        .addAllCalendarEntries(found.map(post -> entry(post, client.zone())).items())
        .setNextPageToken(found.nextToken())
        .setTimeZone(client.timeZone())
        .build();
  }

  private static CalendarEntry entry(Stored<Post> post, ZoneId zone) {
    String plannedAt = Objects.requireNonNull(post.value().plannedAt());
    ZonedDateTime local = Instant.parse(plannedAt).atZone(zone);
    return CalendarEntry.newBuilder()
        .setLocalDate(local.toLocalDate().toString())
        .setLocalTime(TIME.format(local))
        .setUtcOffsetMinutes(local.getOffset().getTotalSeconds() / 60)
        .setPost(PostMessages.message(post))
        .build();
  }
}
