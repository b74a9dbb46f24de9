package io.agencysuite.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.ApprovePostRequest;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.GetPostRequest;
import io.agencysuite.planning.v1.HoldPostRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.Post.State;
import io.agencysuite.planning.v1.PostServiceGrpc.PostServiceBlockingStub;
import io.agencysuite.planning.v1.PublishPostRequest;
import io.agencysuite.planning.v1.RejectPostRequest;
import io.agencysuite.planning.v1.ResumePostRequest;
import io.agencysuite.planning.v1.SchedulePostRequest;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.UpdatePostRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Random calls of three people on a handful of posts, with stale etags, repeated creations, jumps
/// of the clock and a metrics that is down now and then. A plain model says what each call must
/// answer; the service and the model must never differ.
class PlanningSimulationTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final int STEPS = 600;
  private static final int LIMIT = 300;
  private static final String OK = "";
  private static final String FORBIDDEN = "STATE_FORBIDS";
  private static final String PARENT = "clients/brauhaus";

  private final SplittableRandom random = Seed.random("planning simulation");
  private final List<Model> models = new ArrayList<>();
  private boolean metricsDown;

  /// What a post must be.
  private static final class Model {
    private final CreatePostRequest creation;
    private final int creator;
    private final Set<Integer> authors = new HashSet<>();
    private String name = "";
    private State state = State.DRAFT;
    private int version = 1;
    private int length;
    private boolean approved;

    private Model(CreatePostRequest creation, int creator) {
      this.creation = creation;
      this.creator = creator;
      this.length = creation.getPost().getText().length();
      this.authors.add(creator);
    }

    private void move(State next, boolean stillApproved) {
      state = next;
      approved = stillApproved;
      version++;
    }
  }

  @Test
  void neverDiffersFromTheModel() {
    try (PlanningUnderTest planning = new PlanningUnderTest(STORE.database())) {
      planning.putClient("hafen", "brauhaus", "Europe/Berlin");
      planning.putChannel("hafen", "brauhaus", "blue", "bluesky");
      List<Caller> people = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        people.add(planning.user("hafen", "u" + i, Role.OWNER));
      }
      for (int step = 0; step < STEPS; step++) {
        planning.clock.advance(Duration.ofMinutes(random.nextInt(-30, 90)));
        metricsDown = random.nextInt(20) == 0;
        planning.metrics.down(metricsDown);
        int person = random.nextInt(3);
        act(step, person, people);
      }
      for (Model model : models) {
        check(model, get(people.getFirst(), model));
      }
    }
  }

  private void act(int step, int person, List<Caller> people) {
    if (models.isEmpty() || random.nextInt(12) == 0) {
      create(step, person, people);
      return;
    }
    Model model = models.get(random.nextInt(models.size()));
    boolean stale = random.nextInt(10) == 0;
    String etag =
        stale ? "\"" + (model.version + 1) + "\"" : random.nextBoolean() ? "" : etag(model);
    PostServiceBlockingStub posts = people.get(person).posts();
    switch (random.nextInt(8)) {
      case 0 -> edit(model, person, stale, etag, posts);
      case 1 -> submit(model, person, stale, etag, posts);
      case 2 -> approve(model, person, stale, etag, posts);
      case 3 -> {
        var request =
            RejectPostRequest.newBuilder().setName(model.name).setEtag(etag).setReason("r");
        expect(
            model,
            stale,
            in(model, State.IN_REVIEW, State.APPROVED),
            () -> model.move(State.REJECTED, false),
            () -> posts.rejectPost(request.build()));
      }
      case 4 -> schedule(model, stale, etag, posts);
      case 5 -> {
        var request = HoldPostRequest.newBuilder().setName(model.name).setEtag(etag).setReason("r");
        expect(
            model,
            stale,
            in(model, State.APPROVED, State.SCHEDULED),
            () -> model.move(State.HELD, true),
            () -> posts.holdPost(request.build()));
      }
      case 6 -> {
        var request = ResumePostRequest.newBuilder().setName(model.name).setEtag(etag);
        expect(
            model,
            stale,
            in(model, State.HELD),
            () -> model.move(model.approved ? State.APPROVED : State.IN_REVIEW, model.approved),
            () -> posts.resumePost(request.build()));
      }
      default -> publish(model, stale, etag, posts);
    }
  }

  private void create(int step, int person, List<Caller> people) {
    boolean again = !models.isEmpty() && random.nextInt(3) == 0;
    if (again) {
      Model known = models.get(random.nextInt(models.size()));
      check(known, people.get(known.creator).posts().createPost(known.creation));
      return;
    }
    Post post =
        Post.newBuilder()
            .setChannel(PARENT + "/channels/blue")
            .setTitle("Post " + step)
            .setText(text())
            .setIntention(Post.Intention.GIVE)
            .setLinkTargetUrl("https://brauhaus.example/")
            .setPlannedLocalTime("2026-12-01T09:00")
            .build();
    CreatePostRequest request =
        CreatePostRequest.newBuilder()
            .setParent(PARENT)
            .setPost(post)
            .setRequestId("step-" + step)
            .build();
    Model model = new Model(request, person);
    Post created = people.get(person).posts().createPost(request);
    model.name = created.getName();
    models.add(model);
    check(model, created);
  }

  private void edit(
      Model model, int person, boolean stale, String etag, PostServiceBlockingStub posts) {
    String text = text();
    boolean same = text.length() == model.length;
    Post patch = Post.newBuilder().setName(model.name).setEtag(etag).setText(text).build();
    String refused = model.state == State.PUBLISHED && !same ? FORBIDDEN : OK;
    Runnable effect =
        () -> {
          State next =
              switch (model.state) {
                case DRAFT, REJECTED -> State.DRAFT;
                case HELD -> State.HELD;
                default -> State.IN_REVIEW;
              };
          model.length = text.length();
          model.authors.add(person);
          model.move(next, false);
        };
    expect(
        model,
        stale,
        refused,
        same ? () -> {} : effect,
        () -> posts.updatePost(UpdatePostRequest.newBuilder().setPost(patch).build()));
  }

  private void submit(
      Model model, int person, boolean stale, String etag, PostServiceBlockingStub posts) {
    var request = SubmitPostRequest.newBuilder().setName(model.name).setEtag(etag);
    String refused = in(model, State.DRAFT);
    expect(
        model,
        stale,
        refused.equals(OK) ? limit(model) : refused,
        () -> {
          model.authors.add(person);
          model.move(State.IN_REVIEW, false);
        },
        () -> posts.submitPost(request.build()));
  }

  private void approve(
      Model model, int person, boolean stale, String etag, PostServiceBlockingStub posts) {
    var request = ApprovePostRequest.newBuilder().setName(model.name).setEtag(etag);
    String refused = in(model, State.IN_REVIEW);
    if (refused.equals(OK)) {
      refused = model.authors.contains(person) ? "OWN_POST" : limit(model);
    }
    expect(
        model,
        stale,
        refused,
        () -> model.move(State.APPROVED, true),
        () -> posts.approvePost(request.build()));
  }

  private void schedule(Model model, boolean stale, String etag, PostServiceBlockingStub posts) {
    var request = SchedulePostRequest.newBuilder().setName(model.name).setEtag(etag);
    boolean already = model.state == State.SCHEDULED;
    String refused = already ? OK : in(model, State.APPROVED);
    if (!already && refused.equals(OK) && metricsDown) {
      refused = "LINK_UNAVAILABLE";
    }
    expect(
        model,
        stale,
        refused,
        already ? () -> {} : () -> model.move(State.SCHEDULED, true),
        () -> posts.schedulePost(request.build()));
  }

  private void publish(Model model, boolean stale, String etag, PostServiceBlockingStub posts) {
    var request =
        PublishPostRequest.newBuilder()
            .setName(model.name)
            .setEtag(etag)
            .setUrl("https://bsky.app/1");
    boolean already = model.state == State.PUBLISHED;
    expect(
        model,
        stale,
        already ? OK : in(model, State.SCHEDULED),
        already ? () -> {} : () -> model.move(State.PUBLISHED, true),
        () -> posts.publishPost(request.build()));
  }

  private void expect(
      Model model, boolean stale, String refused, Runnable effect, Supplier<Post> call) {
    String expected = stale ? "ETAG_STALE" : refused;
    if (expected.equals(OK)) {
      Post answer = call.get();
      effect.run();
      check(model, answer);
    } else {
      assertThat(Errors.of(call::get).reason())
          .as(model.name + " " + model.state)
          .isEqualTo(expected);
    }
  }

  private static void check(Model model, Post post) {
    assertThat(post.getName()).isEqualTo(model.name);
    assertThat(post.getState()).isEqualTo(model.state);
    assertThat(post.getEtag()).isEqualTo(etag(model));
    assertThat(post.getText()).hasSize(model.length);
    assertThat(post.hasApproval()).isEqualTo(model.approved);
    if (model.approved) {
      assertThat(post.getApproval().getContentHash()).isEqualTo(post.getContentHash());
      assertThat(post.getAuthorsList()).doesNotContain(post.getApproval().getApprover());
    }
  }

  private static Post get(Caller caller, Model model) {
    return caller.posts().getPost(GetPostRequest.newBuilder().setName(model.name).build());
  }

  private static String in(Model model, State first, State... more) {
    return EnumSet.of(first, more).contains(model.state) ? OK : FORBIDDEN;
  }

  private static String limit(Model model) {
    return model.length > LIMIT ? "NETWORK_LIMIT_EXCEEDED" : OK;
  }

  private static String etag(Model model) {
    return "\"" + model.version + "\"";
  }

  private String text() {
    return "a".repeat(random.nextInt(LIMIT - 20, LIMIT + 3));
  }
}
