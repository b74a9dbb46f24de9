package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.ApprovePostRequest;
import io.agencysuite.planning.v1.ArchiveChannelRequest;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.GetPostRequest;
import io.agencysuite.planning.v1.HoldPostRequest;
import io.agencysuite.planning.v1.ListPostsRequest;
import io.agencysuite.planning.v1.PlanningSettings;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.PublishPostRequest;
import io.agencysuite.planning.v1.RejectPostRequest;
import io.agencysuite.planning.v1.ResumePostRequest;
import io.agencysuite.planning.v1.SchedulePostRequest;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.UpdatePlanningSettingsRequest;
import io.agencysuite.planning.v1.UpdatePostRequest;
import io.grpc.Status.Code;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller anna;
  private static Caller ben;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    planning.putClient("hafen", "brauhaus", "Europe/Berlin");
    planning.putClient("hafen", "optik", "Europe/Berlin");
    planning.putClient("berg", "brauhaus", "Europe/Berlin");
    planning.putChannel("hafen", "brauhaus", "insta", "instagram");
    planning.putChannel("hafen", "brauhaus", "blue", "bluesky");
    planning.putChannel("hafen", "brauhaus", "threads", "threads");
    planning.putChannel("hafen", "brauhaus", "xx", "x");
    planning.putChannel("hafen", "optik", "insta", "instagram");
    anna = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);
    ben = planning.user("hafen", "ben", Role.PLANNER);
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void takesAPostFromDraftToPublished() {
    Post draft = create(post("insta").setText("Heute {link}").build());
    assertThat(draft.getState()).isEqualTo(Post.State.DRAFT);
    assertThat(draft.getFormat()).isEqualTo("image");
    assertThat(draft.getTimeZone()).isEqualTo("Europe/Berlin");

    submit(draft);
    Post approved = approve(ben, draft);
    assertThat(approved.getApproval().getChannelTypeEdition()).isNotEmpty();
    Post scheduled = schedule(draft);
    Post out = publish(draft, "https://instagram.com/p/1");

    assertThat(scheduled.getFinalText()).isEqualTo("Heute " + scheduled.getLink().getShortUrl());
    assertThat(scheduled.getLink().getShortUrl()).startsWith("https://go.beispiel.de/r/code");
    assertThat(out.getState()).isEqualTo(Post.State.PUBLISHED);
    assertThat(out.getPublication().getPublisher()).isEqualTo("users/anna");
  }

  @Test
  void createsOncePerRequestId() {
    CreatePostRequest request = request(post("insta").build()).setRequestId("create-1").build();

    Post first = anna.posts().createPost(request);

    assertThat(anna.posts().createPost(request)).isEqualTo(first);
    Errors reused =
        Errors.of(() ->
            anna.posts()
                .createPost(
                    request(post("insta").setTitle("Anders").build())
                        .setRequestId("create-1")
                        .build()));
    assertThat(reused.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(reused.reason()).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void schedulesOnceWithOneLink() {
    Post post = approved(post("insta").build());
    int before = planning.metrics.linkCount();

    Post scheduled = schedule(post);

    assertThat(schedule(post)).isEqualTo(scheduled);
    assertThat(planning.metrics.linkCount()).isEqualTo(before + 1);
  }

  @Test
  void staysApprovedWhileMetricsIsDown() {
    Post post = approved(post("insta").build());
    planning.metrics.down(true);
    try {
      Errors down = Errors.of(() -> schedule(post));
      assertThat(down.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(down.reason()).isEqualTo("LINK_UNAVAILABLE");
    } finally {
      planning.metrics.down(false);
    }
    assertThat(get(post).getState()).isEqualTo(Post.State.APPROVED);
    assertThat(schedule(post).getState()).isEqualTo(Post.State.SCHEDULED);
  }

  @Test
  void schedulesWithoutMetricsWhatLinksToNothing() {
    Post post = approved(post("insta").clearLinkTargetUrl().build());
    planning.metrics.down(true);
    try {
      assertThat(schedule(post).hasLink()).isFalse();
    } finally {
      planning.metrics.down(false);
    }
  }

  @Test
  void sendsAnEditedPostBackToReview() {
    Post post = approved(post("insta").build());
    schedule(post);

    Post edited = update(post.toBuilder().setText("Neu").build(), "text");

    assertThat(edited.getState()).isEqualTo(Post.State.IN_REVIEW);
    assertThat(edited.hasApproval()).isFalse();
    assertThat(edited.hasLink()).isFalse();
    assertThat(Errors.of(() -> schedule(post)).reason()).isEqualTo("STATE_FORBIDS");
    assertThat(Errors.of(() -> publish(post, "https://instagram.com/p/2")).reason())
        .isEqualTo("STATE_FORBIDS");
  }

  @Test
  void letsNobodyApproveTheirOwnPost() {
    Post draft = ben.posts().createPost(request(post("insta").build()).build());
    submit(draft);

    Errors own = Errors.of(() -> approve(ben, draft));

    assertThat(own.code()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(own.reason()).isEqualTo("OWN_POST");
  }

  @Test
  void letsOwnersApproveTheirOwnWhenTheAgencySaysSo() {
    planning.putClient("solo", "brauhaus", "Europe/Berlin");
    planning.putChannel("solo", "brauhaus", "insta", "instagram");
    Caller owner = planning.user("solo", "olga", Role.OWNER);
    Post draft = owner.posts().createPost(request(post("insta").build()).build());
    owner.posts().submitPost(SubmitPostRequest.newBuilder().setName(draft.getName()).build());
    assertThat(Errors.of(() -> approve(owner, draft)).reason()).isEqualTo("OWN_POST");

    owner
        .settings()
        .updatePlanningSettings(
            UpdatePlanningSettingsRequest.newBuilder()
                .setPlanningSettings(
                    PlanningSettings.newBuilder()
                        .setOwnPostApproval(PlanningSettings.OwnPostApproval.OWNERS))
                .build());

    assertThat(approve(owner, draft).getState()).isEqualTo(Post.State.APPROVED);
  }

  @Test
  void takesApprovalsFromPeopleOnly() {
    Post draft = create(post("insta").build());
    submit(draft);
    Caller key =
        planning.caller(
            new Identity(
                Identity.Kind.API_KEY,
                "hafen",
                "apiKeys/k1",
                Map.of(Identity.ALL_CLIENTS, Set.of(Role.OWNER))));

    assertThat(Errors.of(() -> approve(key, draft)).reason()).isEqualTo("APPROVER_NOT_A_PERSON");
    assertThat(
            Errors.of(() -> approve(planning.caller(Identity.service("crm", "hafen")), draft))
                .reason())
        .isEqualTo("APPROVER_NOT_A_PERSON");
  }

  @Test
  void refusesApprovalOfAnotherContent() {
    Post draft = create(post("insta").build());
    submit(draft);
    update(draft.toBuilder().setText("Heimlich anders").build(), "text");

    Errors changed =
        Errors.of(() ->
            ben.posts()
                .approvePost(
                    ApprovePostRequest.newBuilder()
                        .setName(draft.getName())
                        .setContentHash(draft.getContentHash())
                        .build()));

    assertThat(changed.code()).isEqualTo(Code.ABORTED);
    assertThat(changed.reason()).isEqualTo("CONTENT_CHANGED");
  }

  /// Peers show the limit in the preview and let the post go; here no step lets it pass.
  @Test
  void enforcesLimitsOnSubmittingApprovingAndScheduling() {
    Post draft = create(post("blue").setText("a".repeat(301)).build());

    Errors over = Errors.of(() -> submit(draft));
    assertThat(over.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(over.reason()).isEqualTo("NETWORK_LIMIT_EXCEEDED");
    assertThat(over.fields()).containsExactly("post.text");
    assertThat(over.message())
        .contains("301 graphemes (expected: at most 300 graphemes on Bluesky");

    update(draft.toBuilder().setText("a".repeat(300)).build(), "text");
    submit(draft);
    update(draft.toBuilder().setText("a".repeat(301)).build(), "text");
    assertThat(Errors.of(() -> approve(ben, draft)).reason()).isEqualTo("NETWORK_LIMIT_EXCEEDED");
  }

  @Test
  void countsTheLinkAsItWillBePublished() {
    String assumed = "https://go.beispiel.de/r/" + "x".repeat(32);
    Post fits =
        create(post("threads").setText("a".repeat(500 - assumed.length()) + "{link}").build());
    Post tooLong =
        create(post("threads").setText("a".repeat(501 - assumed.length()) + "{link}").build());
    Post onX = create(post("xx").setText("a".repeat(280 - 23 - 1) + " {link}").build());

    assertThat(submit(fits).getState()).isEqualTo(Post.State.IN_REVIEW);
    assertThat(Errors.of(() -> submit(tooLong)).reason()).isEqualTo("NETWORK_LIMIT_EXCEEDED");
    assertThat(submit(onX).getState()).isEqualTo(Post.State.IN_REVIEW);
  }

  @Test
  void saysWhatIsMissing() {
    Post noTarget = create(post("insta").setText("{link}").clearLinkTargetUrl().build());
    Post noIntention = create(post("insta").clearIntention().build());
    Post noTime = approved(post("insta").clearPlannedLocalTime().build());

    assertThat(Errors.of(() -> submit(noTarget)).reason()).isEqualTo("LINK_TARGET_MISSING");
    assertThat(Errors.of(() -> submit(noIntention)).reason()).isEqualTo("POST_INCOMPLETE");
    assertThat(Errors.of(() -> schedule(noTime)).reason()).isEqualTo("POST_INCOMPLETE");
  }

  @Test
  void namesEveryWrongField() {
    Errors wrong =
        Errors.of(() ->
            create(
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
    assertThat(Errors.of(() -> create(post("insta").clearTitle().build())).fields())
        .containsExactly("post.title");
    assertThat(Errors.of(() -> create(post("nowhere").build())).fields())
        .containsExactly("post.channel");
    assertThat(
            Errors.of(() -> create(post("insta").setLinkTargetUrl("javascript:alert(1)").build()))
                .fields())
        .containsExactly("post.link_target_url");
  }

  @Test
  void refusesArchivedChannels() {
    planning.putChannel("hafen", "brauhaus", "old", "instagram");
    Post waiting = approved(post("old").build());
    planning
        .user("hafen", "ben", Role.PLANNER)
        .channels()
        .archiveChannel(
            ArchiveChannelRequest.newBuilder().setName("clients/brauhaus/channels/old").build());

    assertThat(Errors.of(() -> create(post("old").build())).reason()).isEqualTo("CHANNEL_UNUSABLE");
    assertThat(Errors.of(() -> schedule(waiting)).reason()).isEqualTo("CHANNEL_UNUSABLE");
  }

  @Test
  void holdsAndResumesByHandOnly() {
    Post post = approved(post("insta").build());
    schedule(post);

    Post held =
        anna.posts()
            .holdPost(HoldPostRequest.newBuilder().setName(post.getName()).setReason("K").build());
    assertThat(held.getFinalText()).isEmpty();
    assertThat(Errors.of(() -> publish(post, "https://instagram.com/p/3")).reason())
        .isEqualTo("STATE_FORBIDS");
    Post resumed =
        ben.posts().resumePost(ResumePostRequest.newBuilder().setName(post.getName()).build());

    assertThat(resumed.getState()).isEqualTo(Post.State.APPROVED);
    assertThat(schedule(post).getState()).isEqualTo(Post.State.SCHEDULED);
  }

  @Test
  void rejectsWithAReason() {
    Post draft = create(post("insta").build());
    submit(draft);
    Post rejected =
        ben.posts()
            .rejectPost(
                RejectPostRequest.newBuilder()
                    .setName(draft.getName())
                    .setReason("zu lang")
                    .build());

    assertThat(rejected.getReason()).isEqualTo("zu lang");
    assertThat(update(draft.toBuilder().setText("kurz").build(), "text").getState())
        .isEqualTo(Post.State.DRAFT);
  }

  @Test
  void refusesStaleEtags() {
    Post draft = create(post("insta").build());
    update(draft.toBuilder().setText("Neu").build(), "text");

    Errors update =
        Errors.of(() -> updateVersion(draft.toBuilder().setText("Alt").build(), "text"));
    Errors submit =
        Errors.of(() ->
            anna.posts()
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
    Post draft = create(post("insta").build());

    assertThat(Errors.of(() -> update(draft, "state")).fields()).containsExactly("update_mask");
    Post sneaky = draft.toBuilder().setState(Post.State.PUBLISHED).setTitle("Neu").build();
    Post updated = anna.posts().updatePost(UpdatePostRequest.newBuilder().setPost(sneaky).build());
    assertThat(updated.getState()).isEqualTo(Post.State.DRAFT);
    assertThat(updated.getTitle()).isEqualTo("Neu");
  }

  @Test
  void answersForeignAndMissingPostsAlike() {
    Post draft = create(post("insta").build());
    Caller stranger = planning.user("berg", "carl", Role.OWNER);
    Caller elsewhere = planning.userOf("hafen", "dora", "optik", Role.OWNER);
    String missing = "clients/brauhaus/posts/none";

    for (Caller caller : new Caller[] {stranger, elsewhere}) {
      Errors foreign = Errors.of(() -> get(caller, draft.getName()));
      Errors none = Errors.of(() -> get(caller, missing));
      assertThat(foreign.code()).isEqualTo(Code.NOT_FOUND);
      assertThat(foreign.reason()).isEqualTo(none.reason());
      assertThat(foreign.message().replace(draft.getName(), missing)).isEqualTo(none.message());
    }
  }

  @Test
  void checksRoles() {
    Post draft = create(post("insta").build());
    Caller viewer = planning.userOf("hafen", "emil", "brauhaus", Role.CLIENT_VIEWER);
    Caller sales = planning.user("hafen", "fred", Role.SALES);

    assertThat(get(viewer, draft.getName())).isEqualTo(draft);
    assertThat(
            Errors.of(() -> viewer.posts().createPost(request(post("insta").build()).build()))
                .code())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Errors.of(() -> approve(sales, draft)).reason()).isEqualTo("ROLE_MISSING");
    submit(draft);
    assertThat(approve(viewer, draft).getState()).isEqualTo(Post.State.APPROVED);
  }

  @Test
  void listsByStateAndChannel() {
    planning.putClient("hafen", "liste", "Europe/Berlin");
    planning.putChannel("hafen", "liste", "aa", "instagram");
    planning.putChannel("hafen", "liste", "bb", "x");
    for (int i = 0; i < 5; i++) {
      String channel = "clients/liste/channels/" + (i % 2 == 0 ? "aa" : "bb");
      anna.posts()
          .createPost(
              CreatePostRequest.newBuilder()
                  .setParent("clients/liste")
                  .setPost(post("insta").setChannel(channel).clearFormat())
                  .build());
    }
    ListPostsRequest.Builder list =
        ListPostsRequest.newBuilder().setParent("clients/liste").setPageSize(2);

    var first = anna.posts().listPosts(list.setChannel("clients/liste/channels/aa").build());
    var second = anna.posts().listPosts(list.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getPostsCount()).isEqualTo(2);
    assertThat(second.getPostsCount()).isEqualTo(1);
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(Errors.of(() -> anna.posts().listPosts(list.clearChannel().build())).reason())
        .isEqualTo("PAGE_TOKEN_INVALID");
    assertThat(
            anna.posts()
                .listPosts(
                    ListPostsRequest.newBuilder()
                        .setParent("clients/liste")
                        .addStates(Post.State.APPROVED)
                        .addStates(Post.State.FAILED)
                        .build())
                .getPostsList())
        .isEmpty();
  }

  private static Post.Builder post(String channel) {
    return Post.newBuilder()
        .setChannel("clients/brauhaus/channels/" + channel)
        .setTitle("Brezeln")
        .setText("Frisch um sieben")
        .setLinkTargetUrl("https://brauhaus.example/brezeln")
        .setIntention(Post.Intention.GIVE)
        .setCampaign("herbst")
        .setPlannedLocalTime("2026-12-01T09:00");
  }

  private static CreatePostRequest.Builder request(Post post) {
    return CreatePostRequest.newBuilder().setParent("clients/brauhaus").setPost(post);
  }

  private static Post create(Post post) {
    return anna.posts().createPost(request(post).build());
  }

  private static Post approved(Post post) {
    Post draft = create(post);
    submit(draft);
    return approve(ben, draft);
  }

  private static Post submit(Post post) {
    return anna.posts().submitPost(SubmitPostRequest.newBuilder().setName(post.getName()).build());
  }

  private static Post approve(Caller caller, Post post) {
    return caller
        .posts()
        .approvePost(ApprovePostRequest.newBuilder().setName(post.getName()).build());
  }

  private static Post schedule(Post post) {
    return anna.posts()
        .schedulePost(SchedulePostRequest.newBuilder().setName(post.getName()).build());
  }

  private static Post publish(Post post, String url) {
    return anna.posts()
        .publishPost(PublishPostRequest.newBuilder().setName(post.getName()).setUrl(url).build());
  }

  private static Post update(Post post, String mask) {
    return updateVersion(post.toBuilder().clearEtag().build(), mask);
  }

  private static Post updateVersion(Post post, String mask) {
    return anna.posts()
        .updatePost(
            UpdatePostRequest.newBuilder()
                .setPost(post)
                .setUpdateMask(FieldMask.newBuilder().addPaths(mask))
                .build());
  }

  private static Post get(Post post) {
    return get(anna, post.getName());
  }

  private static Post get(Caller caller, String name) {
    return caller.posts().getPost(GetPostRequest.newBuilder().setName(name).build());
  }
}
