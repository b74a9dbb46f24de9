package io.agencysuite.planning.post;

import com.google.protobuf.Timestamp;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.channel.Channel;
import io.agencysuite.planning.channeltype.ChannelType;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Timestamps;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.planning.v1.ApprovePostRequest;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.GetPostRequest;
import io.agencysuite.planning.v1.HoldPostRequest;
import io.agencysuite.planning.v1.ListPostsRequest;
import io.agencysuite.planning.v1.ListPostsResponse;
import io.agencysuite.planning.v1.PostServiceGrpc;
import io.agencysuite.planning.v1.PublishPostRequest;
import io.agencysuite.planning.v1.RejectPostRequest;
import io.agencysuite.planning.v1.ResumePostRequest;
import io.agencysuite.planning.v1.SchedulePostRequest;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.UpdatePostRequest;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.grpc.server.service.GrpcService;

/// Posts for callers.
@GrpcService
public final class PostGrpcService extends PostServiceGrpc.PostServiceImplBase {

  private final PostStore posts;
  private final ClientStore clients;
  private final PostRules rules;
  private final PostWorkflow workflow;
  private final NewResources fresh;

  public PostGrpcService(
      PostStore posts,
      ClientStore clients,
      PostRules rules,
      PostWorkflow workflow,
      NewResources fresh) {
    this.posts = posts;
    this.clients = clients;
    this.rules = rules;
    this.workflow = workflow;
    this.fresh = fresh;
  }

  @Override
  public void createPost(
      CreatePostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(observer, () -> PostMessages.message(create(request)));
  }

  @Override
  public void getPost(
      GetPostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer, () -> PostMessages.message(posts.get(CurrentCall.tenant(), request.getName())));
  }

  @Override
  public void listPosts(ListPostsRequest request, StreamObserver<ListPostsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updatePost(
      UpdatePostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(observer, () -> PostMessages.message(update(request)));
  }

  @Override
  public void submitPost(
      SubmitPostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () -> PostMessages.message(workflow.submit(step(request.getName(), request.getEtag()))));
  }

  @Override
  public void approvePost(
      ApprovePostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () ->
            PostMessages.message(
                workflow.approve(
                    step(request.getName(), request.getEtag()),
                    request.getContentHash(),
                    request.getComment())));
  }

  @Override
  public void rejectPost(
      RejectPostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () ->
            PostMessages.message(
                workflow.reject(step(request.getName(), request.getEtag()), request.getReason())));
  }

  @Override
  public void schedulePost(
      SchedulePostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () -> PostMessages.message(workflow.schedule(step(request.getName(), request.getEtag()))));
  }

  @Override
  public void holdPost(
      HoldPostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () ->
            PostMessages.message(
                workflow.hold(step(request.getName(), request.getEtag()), request.getReason())));
  }

  @Override
  public void resumePost(
      ResumePostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () -> PostMessages.message(workflow.resume(step(request.getName(), request.getEtag()))));
  }

  @Override
  public void publishPost(
      PublishPostRequest request, StreamObserver<io.agencysuite.planning.v1.Post> observer) {
    Unary.reply(
        observer,
        () ->
            PostMessages.message(
                workflow.publish(
                    step(request.getName(), request.getEtag()),
                    request.getUrl(),
                    request.hasPublishTime()
                        ? Timestamps.instant(request.getPublishTime())
                        : null)));
  }

  private static PostWorkflow.Step step(String name, String etag) {
    return new PostWorkflow.Step(CurrentCall.identity(), name, etag);
  }

  private Stored<Post> create(CreatePostRequest request) {
    String tenant = CurrentCall.tenant();
    String client = ResourceNames.client(request.getParent());
    clients.require(tenant, client);
    var message = request.getPost();
    Channel channel = rules.channel(tenant, client, message.getChannel());
    PostRules.requireActive(channel, message.getChannel());
    if (message.getResponsible().isEmpty()) {
      message =
          message.toBuilder()
              .setResponsible(ResourceNames.name("team", channel.defaultTeamMember()))
              .build();
    }
    PostDraft draft = draft(tenant, channel, message);
    String id = fresh.id("CreatePost", request.getRequestId(), request, "");
    Post post =
        Post.draft(
            draft.content(), draft.responsible(), CurrentCall.identity().subject(), fresh.now());
    return posts.create(new Key(tenant, client, PostStore.KIND, id), post);
  }

  private Stored<Post> update(UpdatePostRequest request) {
    var patch = request.getPost();
    String tenant = CurrentCall.tenant();
    String client = PostStore.key(tenant, patch.getName()).client();
    return posts.update(
        tenant,
        patch.getName(),
        patch.getEtag(),
        current -> {
          var merged =
              MaskedUpdate.apply(
                  PostMessages.message(client, current), patch, request.getUpdateMask());
          Channel channel = rules.channel(tenant, client, merged.getChannel());
          PostDraft draft = draft(tenant, channel, merged);
          if (!draft.content().channel().equals(current.content().channel())) {
            PostRules.requireActive(channel, merged.getChannel());
          }
          return current.edit(
              draft.content(), draft.responsible(), CurrentCall.identity().subject(), fresh.now());
        });
  }

  /// Fills in what the channel gives and checks the rest.
  private PostDraft draft(String tenant, Channel channel, io.agencysuite.planning.v1.Post message) {
    Violations violations = new Violations("post");
    violations.requireText("title", message.getTitle());
    violations.throwIfAny();
    ChannelType type = rules.type(channel);
    var completed = message.toBuilder();
    if (message.getFormat().isEmpty()) {
      completed.setFormat(type.formats().getFirst());
    }
    if (message.getTimeZone().isEmpty()) {
      completed.setTimeZone(channel.timeZone());
    }
    PostDraft draft =
        new PostDraft(
            PostMessages.content(completed.build(), lastPart(message.getChannel())),
            lastPart(message.getResponsible()));
    rules.check(tenant, type, draft);
    return draft;
  }

  private ListPostsResponse list(ListPostsRequest request) {
    String client = ResourceNames.client(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            request.toBuilder().clearPageSize().clearPageToken().build());
    Page<Stored<Post>> found = find(client, request, page);
    return ListPostsResponse.newBuilder()
        .addAllPosts(found.map(PostMessages::message).items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private Page<Stored<Post>> find(String client, ListPostsRequest request, PageRequest page) {
    requireSensible(client, request);
    PostStore.Filter filter =
        new PostStore.Filter(
            request.getStatesList().stream().map(Enum::name).collect(Collectors.toSet()),
            lastPart(request.getChannel()));
    if (!request.hasPlannedFrom() && !request.hasPlannedBefore()) {
      return posts.list(CurrentCall.tenant(), client, filter, page);
    }
    PostStore.Span span =
        new PostStore.Span(
            request.hasPlannedFrom() ? instant(request.getPlannedFrom()) : Instant.EPOCH,
            request.hasPlannedBefore() ? instant(request.getPlannedBefore()) : null);
    return posts.listPlanned(CurrentCall.tenant(), client, filter, span, page);
  }

  private static void requireSensible(String client, ListPostsRequest request) {
    Violations violations = new Violations("");
    String channels = ResourceNames.clientName(client) + "/channels/";
    violations.require(
        request.getChannel().isEmpty() || request.getChannel().startsWith(channels),
        "channel",
        request.getChannel(),
        channels + "{channel}");
    if (request.hasPlannedFrom() && request.hasPlannedBefore()) {
      Instant from = instant(request.getPlannedFrom());
      Instant before = instant(request.getPlannedBefore());
      violations.require(
          !from.isAfter(before), "planned_before", before, "planned_from, " + from + ", or later");
    }
    violations.throwIfAny();
  }

  private static Instant instant(Timestamp timestamp) {
    return Timestamps.instant(timestamp);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
