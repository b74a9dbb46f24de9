package io.agencysuite.planning.post;

import static io.agencysuite.planning.post.PostDesk.post;
import static io.agencysuite.planning.post.PostDesk.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.ListPostsRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.UpdatePostRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PostDesk desk;

  @BeforeAll
  static void start() {
    desk = new PostDesk(STORE.database());
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @Test
  void createsOncePerRequestId() {
    CreatePostRequest request = request(post("insta").build()).setRequestId("create-1").build();

    Post first = desk.anna.posts().createPost(request);

    assertThat(desk.anna.posts().createPost(request)).isEqualTo(first);
    Errors reused =
        Errors.of(() ->
            desk.anna
                .posts()
                .createPost(
                    request(post("insta").setTitle("Anders").build())
                        .setRequestId("create-1")
                        .build()));
    assertThat(reused.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(reused.reason()).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void namesEveryWrongField() {
    Errors wrong =
        Errors.of(() ->
            desk.create(
                post("insta")
                    .setFormat("hologram")
                    .setTimeZone("+02:00")
                    .setPlannedLocalTime("2026-02-30T09:00")
                    .setResponsible("team/nobody")
                    .build()));

    assertThat(wrong.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(wrong.fields())
        .containsExactly(
            "post.format", "post.time_zone", "post.planned_local_time", "post.responsible");
    assertThat(Errors.of(() -> desk.create(post("insta").clearTitle().build())).fields())
        .containsExactly("post.title");
    assertThat(Errors.of(() -> desk.create(post("nowhere").build())).fields())
        .containsExactly("post.channel");
    assertThat(
            Errors.of(() ->
                    desk.create(post("insta").setLinkTargetUrl("javascript:alert(1)").build()))
                .fields())
        .containsExactly("post.link_target_url");
  }

  @Test
  void refusesStaleEtags() {
    Post draft = desk.create(post("insta").build());
    desk.update(draft.toBuilder().setText("Neu").build(), "text");

    Errors update =
        Errors.of(() -> desk.updateVersion(draft.toBuilder().setText("Alt").build(), "text"));
    Errors submit =
        Errors.of(() ->
            desk.anna
                .posts()
                .submitPost(
                    SubmitPostRequest.newBuilder()
                        .setName(draft.getName())
                        .setEtag(draft.getEtag())
                        .build()));

    assertThat(update.code()).isEqualTo(Code.ABORTED);
    assertThat(update.reason()).isEqualTo("ETAG_STALE");
    assertThat(submit.reason()).isEqualTo("ETAG_STALE");
  }

  @Test
  void refusesToChangeWhatOnlyTheServiceWrites() {
    Post draft = desk.create(post("insta").build());

    assertThat(Errors.of(() -> desk.update(draft, "state")).fields())
        .containsExactly("update_mask");
    Post sneaky = draft.toBuilder().setState(Post.State.PUBLISHED).setTitle("Neu").build();
    Post updated =
        desk.anna.posts().updatePost(UpdatePostRequest.newBuilder().setPost(sneaky).build());
    assertThat(updated.getState()).isEqualTo(Post.State.DRAFT);
    assertThat(updated.getTitle()).isEqualTo("Neu");
  }

  @Test
  void answersForeignAndMissingPostsAlike() {
    Post draft = desk.create(post("insta").build());
    Caller stranger = desk.planning.user("berg", "carl", Role.OWNER);
    Caller elsewhere = desk.planning.userOf("hafen", "dora", "optik", Role.OWNER);
    String missing = "clients/brauhaus/posts/none";

    for (Caller caller : new Caller[] {stranger, elsewhere}) {
      Errors foreign = Errors.of(() -> desk.get(caller, draft.getName()));
      Errors none = Errors.of(() -> desk.get(caller, missing));
      assertThat(foreign.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(foreign.reason()).isEqualTo(none.reason());
      assertThat(foreign.message().replace(draft.getName(), missing)).isEqualTo(none.message());
    }
  }

  @Test
  void checksRoles() {
    Post draft = desk.create(post("insta").build());
    Caller viewer = desk.planning.userOf("hafen", "emil", "brauhaus", Role.CLIENT_VIEWER);
    Caller sales = desk.planning.user("hafen", "fred", Role.SALES);

    assertThat(desk.get(viewer, draft.getName())).isEqualTo(draft);
    assertThat(
            Errors.of(() -> viewer.posts().createPost(request(post("insta").build()).build()))
                .code())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Errors.of(() -> desk.approve(sales, draft)).reason()).isEqualTo("ROLE_MISSING");
    desk.submit(draft);
    assertThat(desk.approve(viewer, draft).getState()).isEqualTo(Post.State.APPROVED);
  }

  @Test
  void listsByStateAndChannel() {
    desk.planning.putClient("hafen", "liste", "Europe/Berlin");
    desk.planning.putChannel("hafen", "liste", "aa", "instagram");
    desk.planning.putChannel("hafen", "liste", "bb", "x");
    for (int i = 0; i < 5; i++) {
      String channel = "clients/liste/channels/" + (i % 2 == 0 ? "aa" : "bb");
      desk.anna
          .posts()
          .createPost(
              CreatePostRequest.newBuilder()
                  .setParent("clients/liste")
                  .setPost(post("insta").setChannel(channel).clearFormat())
                  .build());
    }
    ListPostsRequest.Builder list =
        ListPostsRequest.newBuilder().setParent("clients/liste").setPageSize(2);

    var first = desk.anna.posts().listPosts(list.setChannel("clients/liste/channels/aa").build());
    var second = desk.anna.posts().listPosts(list.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getPostsCount()).isEqualTo(2);
    assertThat(second.getPostsCount()).isEqualTo(1);
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(Errors.of(() -> desk.anna.posts().listPosts(list.clearChannel().build())).reason())
        .isEqualTo("PAGE_TOKEN_INVALID");
    assertThat(
            desk.anna
                .posts()
                .listPosts(
                    ListPostsRequest.newBuilder()
                        .setParent("clients/liste")
                        .addStates(Post.State.APPROVED)
                        .addStates(Post.State.FAILED)
                        .build())
                .getPostsList())
        .isEmpty();
  }
}
